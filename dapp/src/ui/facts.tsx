import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** One line of a {@link Facts} list. */
export type Fact = {
  label: ReactNode;
  value: ReactNode;
  /** The sum at the foot, set apart. */ total?: boolean;
};

/** Labels at the left, values at the right. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="kv small">
      {facts.map(({ label, value, total }, index) => (
        <div className="kv-row" key={index}>
          <dt className={classNames(total && 'kv-total strong')}>{label}</dt>
          <dd className={classNames(total && 'kv-total strong')}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
