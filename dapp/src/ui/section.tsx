import type { ReactNode } from 'react';

type SectionProps = { id?: string; title: string; note?: ReactNode; children: ReactNode };

/** A titled stretch of a page. */
export function Section({ id, title, note, children }: SectionProps) {
  return (
    <section className="section" id={id} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {note !== undefined && <div className="small muted">{note}</div>}
      </header>
      {children}
    </section>
  );
}
