import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type BadgeProps = {
  tone?: 'plain' | 'ok' | 'warn' | 'danger' | 'info' | 'accent';
  /** A pulsing dot before the words: it is going on now. */
  live?: boolean;
  children: ReactNode;
};

/** A short state in words; its colour only repeats them. */
export function Badge({ tone = 'plain', live, children }: BadgeProps) {
  return (
    <span className={classNames('badge', tone !== 'plain' && tone)}>
      {live && <span className="dot dot-live" />}
      {children}
    </span>
  );
}
