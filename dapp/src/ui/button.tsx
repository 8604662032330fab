import type { ButtonHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & ButtonLook;

/** How a button looks. `primary` is the one main act of a view, `light` a strong act without money. */
export type ButtonLook = {
  look?: 'plain' | 'primary' | 'light' | 'ghost' | 'danger';
  size?: 'sm' | 'md' | 'lg';
  /** As wide as its container. */
  block?: boolean;
  /** Square, for an icon alone; give it an `aria-label`. */
  square?: boolean;
};

/** A button. */
export function Button({ look, size, block, square, className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(buttonClass({ look, size, block, square }), className)}
      {...rest}
    />
  );
}

/** The classes of a button, for a link that looks like one. */
export function buttonClass({ look = 'plain', size = 'md', block, square }: ButtonLook = {}): string {
  return classNames(
    'btn',
    look !== 'plain' && `btn-${look}`,
    size !== 'md' && `btn-${size}`,
    block && 'btn-block',
    square && 'btn-icon',
  );
}
