import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

type NoteProps = { tone?: 'info' | 'ok' | 'warn' | 'danger'; children: ReactNode };

const ICONS = { info: 'info', ok: 'check', warn: 'alert', danger: 'alert' } as const;

/** One line that explains or warns. `danger` is announced at once. */
export function Note({ tone = 'info', children }: NoteProps) {
  return (
    <div className={`note ${tone}`} role={tone === 'danger' ? 'alert' : undefined}>
      <Icon name={ICONS[tone]} />
      <div className="grow break">{children}</div>
    </div>
  );
}
