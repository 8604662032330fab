import { TabPage } from '../features/jobs/tab-page.tsx';

/** `/train/here` */
export function TabRoute() {
  return <TabPage />;
}
