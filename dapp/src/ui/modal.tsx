import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { buttonClass } from './button.tsx';

/** What a {@link Modal} shows and when. */
export type ModalProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  children: ReactNode;
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode;
  /** A sheet slides in from the right on wide screens and from below on phones. */
  form?: 'dialog' | 'sheet';
  /** What had the focus when it was opened, and gets it back. */
  opener: Element | null;
};

/** The working part of `Dialog`, a chunk of its own: the focus stays inside, Escape closes, and it returns to where it came from. */
export default function Modal({
  open,
  onOpenChange,
  title,
  children,
  actions,
  form = 'dialog',
  opener,
}: ModalProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup
          className={form === 'dialog' ? 'dialog dialog-center' : 'dialog sheet'}
          finalFocus={() => (opener instanceof HTMLElement && opener.isConnected ? opener : true)}
        >
          <div className="row between">
            <Base.Title render={<h2 />}>{title}</Base.Title>
            <Base.Close
              className={buttonClass({ look: 'ghost', size: 'sm', square: true })}
              aria-label="Close"
            >
              <Icon name="x" />
            </Base.Close>
          </div>
          <div className="stack stack-12 dialog-body">{children}</div>
          {actions !== undefined && <footer>{actions}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
