import { Link } from '@tanstack/react-router';
import { usePageTitle } from '../lib/use-page-title.ts';
import { buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** No page has this address. */
export function NotFoundPage() {
  usePageTitle('Not found');
  return (
    <>
      <h1 className="sr">Page not found</h1>
      <EmptyState
        icon="compass"
        title="There is no page here"
        action={
          <Link to="/" className={buttonClass({ size: 'sm' })}>
            Explore
          </Link>
        }
      >
        The address may be mistyped, or the page has moved.
      </EmptyState>
    </>
  );
}
