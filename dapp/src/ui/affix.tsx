import type { ReactNode } from 'react';

/** A control with its unit inside, at the end. */
export function Affix({ unit, children }: { unit: string; children: ReactNode }) {
  return (
    <div className="affix">
      {children}
      <span>{unit}</span>
    </div>
  );
}
