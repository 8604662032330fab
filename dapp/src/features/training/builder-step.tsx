import { useId } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '../../ui/icon.tsx';

type BuilderStepProps = {
  number: number;
  title: string;
  note: ReactNode;
  done?: boolean;
  children: ReactNode;
};

/** One step of the builder, numbered until it is done. */
export function BuilderStep({ number, title, note, done, children }: BuilderStepProps) {
  const id = useId();
  return (
    <section className="bstep" aria-labelledby={id}>
      <div className={done ? 'bstep-n done' : 'bstep-n'}>
        {done ? <Icon name="check" size="sm" /> : number}
      </div>
      <div className="grow">
        <header>
          <h2 id={id}>{title}</h2>
          <p className="small muted">{note}</p>
        </header>
        {children}
      </div>
    </section>
  );
}
