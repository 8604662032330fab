import { JobsPage } from '../features/jobs/jobs-page.tsx';

/** `/train` */
export function TrainRoute() {
  return <JobsPage />;
}
