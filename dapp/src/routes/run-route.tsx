import { useParams } from '@tanstack/react-router';
import { RunPage } from '../features/jobs/run-page.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** `/train/$jobId` */
export function RunRoute() {
  const { jobId } = useParams({ from: '/train/$jobId' });
  if (/^[1-9]\d*:[1-9]\d*$/.test(jobId)) return <RunPage key={jobId} id={jobId} />;
  return (
    <>
      <h1 className="sr">Run not found</h1>
      <EmptyState icon="sprout" title="This is no run">
        A run’s address ends in a chain id, a colon and a number, such as 41337:1.
      </EmptyState>
    </>
  );
}
