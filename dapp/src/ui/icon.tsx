import type { IconName } from './icon-names.ts';

type IconProps = { name: IconName; size?: 'sm' | 'md' | 'lg' };

/** A decorative icon of 12, 16 or 20 px; its meaning always stands beside it in words. */
export function Icon({ name, size = 'md' }: IconProps) {
  return (
    <svg className={size === 'md' ? 'icon' : `icon icon-${size}`} aria-hidden="true" focusable="false">
      <use href={`#i-${name}`} />
    </svg>
  );
}
