import { useConfig } from '../lib/use-config.ts';

/** What the top bar shows of the visitor's wallet and network. */
export function AccountSlot() {
  const { chainName } = useConfig();
  return (
    <span className="pill hide-m">
      <span className="dot ok" />
      {chainName}
    </span>
  );
}
