import { Skeleton } from '../ui/skeleton.tsx';

/** While the code of a page is on its way. */
export function PendingPage() {
  return (
    <div className="stack stack-16" role="status" aria-label="Loading">
      <Skeleton height="28px" width="240px" />
      <Skeleton height="200px" />
      <Skeleton height="120px" />
    </div>
  );
}
