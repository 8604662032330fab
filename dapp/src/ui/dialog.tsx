import { lazy, Suspense, useState } from 'react';
import type { ModalProps } from './modal.tsx';

const Modal = lazy(() => import('./modal.tsx'));

/**
 * A modal dialog or sheet: the focus stays inside, Escape closes, and it returns to where it came from.
 * Its code is fetched when the first one opens.
 */
export function Dialog(props: Omit<ModalProps, 'opener'>) {
  const [wasOpen, setWasOpen] = useState(false);
  const [opener, setOpener] = useState<Element | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  if (props.open !== isOpen) {
    setIsOpen(props.open);
    if (props.open) {
      setWasOpen(true);
      setOpener(document.activeElement);
    }
  }
  if (!wasOpen) return null;
  return (
    <Suspense fallback={null}>
      <Modal {...props} opener={opener} />
    </Suspense>
  );
}
