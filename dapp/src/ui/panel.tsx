import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type PanelProps = {
  title?: ReactNode;
  /** Shown at the end of the head. */
  note?: ReactNode;
  className?: string;
  /** Without padding, for lists and tables that bring their own. */
  flush?: boolean;
  children: ReactNode;
};

/** A raised surface with an optional head. */
export function Panel({ title, note, className, flush, children }: PanelProps) {
  return (
    <section className={classNames('panel', className)}>
      {title !== undefined && (
        <div className="panel-head">
          <h2 className="row">{title}</h2>
          {note !== undefined && <span className="small muted">{note}</span>}
        </div>
      )}
      {flush ? children : <div className="panel-body stack stack-12">{children}</div>}
    </section>
  );
}
