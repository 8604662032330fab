import { OperatorPage } from '../features/operator/operator-page.tsx';

/** `/operator` */
export function OperatorRoute() {
  return <OperatorPage />;
}
