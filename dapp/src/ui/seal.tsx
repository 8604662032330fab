import { Icon } from './icon.tsx';
import { SEAL_LOOKS } from './seal-looks.ts';
import type { SealName } from './seal-looks.ts';

/** How far the making of something can be checked: a shield whose outline, word and colour say the same. */
export function Seal({ seal }: { seal: SealName }) {
  const { icon, word, reason } = SEAL_LOOKS[seal];
  return (
    <span className={`seal seal-${seal}`} title={reason}>
      <Icon name={icon} />
      {word}
    </span>
  );
}
