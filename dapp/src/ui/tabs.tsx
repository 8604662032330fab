import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type Tab = { value: string; label: ReactNode; count?: number; panel: ReactNode };
type TabsProps = {
  label: string;
  tabs: readonly Tab[];
  value?: string;
  onChange?: (value: string) => void;
  /** Small, in a grey box, for a panel's own tabs. */
  look?: 'line' | 'box';
};

/** Tabs with their panels; arrow keys move between them. */
export function Tabs({ label, tabs, value, onChange, look = 'line' }: TabsProps) {
  return (
    <Base.Root
      {...(value === undefined ? { defaultValue: tabs[0]?.value } : { value })}
      onValueChange={(next) => onChange?.(String(next))}
    >
      <Base.List className={classNames(look === 'line' ? 'tabs scroll-x' : 'seg')} aria-label={label}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value}>
            {tab.label}
            {tab.count !== undefined && <span className="n">{tab.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value}>
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
