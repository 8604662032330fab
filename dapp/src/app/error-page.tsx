import type { ErrorComponentProps } from '@tanstack/react-router';
import { usePageTitle } from '../lib/use-page-title.ts';
import { Failure } from '../ui/failure.tsx';

/** A page broke while it was drawn; the rest of the app stays usable. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  usePageTitle('Error');
  return (
    <>
      <h1 className="sr">This page broke</h1>
      <Failure
        title="This page broke"
        error={error instanceof Error ? error : new Error(String(error))}
        onRetry={reset}
      />
    </>
  );
}
