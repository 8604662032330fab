import type { ReactNode } from 'react';
import type { IconName } from './icon-names.ts';
import { Icon } from './icon.tsx';

type EmptyStateProps = {
  icon: IconName;
  title: string;
  /** One line of fact. */
  children?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
};

/** Nothing here: one line of fact, one next step. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="empty panel">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children !== undefined && <div className="small break">{children}</div>}
      {action}
    </div>
  );
}
