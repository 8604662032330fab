import { HoldingsPage } from '../features/holdings/holdings-page.tsx';

/** `/my` */
export function MyRoute() {
  return <HoldingsPage />;
}
