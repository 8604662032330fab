import { useSyncExternalStore } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { currentToasts, dismissToast, subscribeToasts } from './toast-store.ts';

const ICONS = { ok: 'check', info: 'info', danger: 'alert' } as const;

/** The corner where toasts appear; screen readers hear them without losing their place. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div className="toast" key={toast.id}>
          <span className={toast.tone}>
            <Icon name={ICONS[toast.tone]} />
          </span>
          <div className="grow break">
            <strong>{toast.title}</strong>
            {toast.body !== undefined && <span className="small muted block">{toast.body}</span>}
          </div>
          <Button look="ghost" size="sm" square aria-label="Dismiss" onClick={() => dismissToast(toast.id)}>
            <Icon name="x" size="sm" />
          </Button>
        </div>
      ))}
    </div>
  );
}
