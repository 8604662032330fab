import { lazy, Suspense, useState } from 'react';
import type { ModalProps } from './modal.tsx';

const Modal = lazy(() => import('./modal.tsx'));

/**
 * A modal dialog or sheet: the focus stays inside, Escape closes, and it returns to where it came from.
 * Its code is fetched when the first one opens.
 */
export function Dialog(props: ModalProps) {
  const [wasOpen, setWasOpen] = useState(props.open);
  if (props.open && !wasOpen) setWasOpen(true);
  if (!wasOpen) return null;
  return (
    <Suspense fallback={null}>
      <Modal {...props} />
    </Suspense>
  );
}
