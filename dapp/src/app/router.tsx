import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { parseMarketSearch } from '../features/assets/market-search.ts';
import { parsePlaygroundSearch } from '../features/playground/playground-search.ts';
import { parseNewRunSearch } from '../features/training/new-run-search.ts';
import { ErrorPage } from './error-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { PendingPage } from './pending-page.tsx';
import { Shell } from './shell/shell.tsx';
import { Visitor } from './visitor.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });
const getParentRoute = () => root;

/** Every page and the file it is loaded from, one line each. */
const routes = [
  createRoute({
    getParentRoute,
    path: '/',
    validateSearch: parseMarketSearch,
    component: lazyRouteComponent(() => import('../routes/market-route.tsx'), 'MarketRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/a/$assetId',
    component: lazyRouteComponent(() => import('../routes/asset-route.tsx'), 'AssetRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/l/$licenseId',
    component: lazyRouteComponent(() => import('../routes/license-route.tsx'), 'LicenseRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/voucher',
    component: lazyRouteComponent(() => import('../routes/voucher-route.tsx'), 'VoucherRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/u/$address',
    component: lazyRouteComponent(() => import('../routes/account-route.tsx'), 'AccountRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/datasets',
    component: lazyRouteComponent(() => import('../routes/datasets-route.tsx'), 'DatasetsRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/datasets/new',
    component: lazyRouteComponent(() => import('../routes/new-dataset-route.tsx'), 'NewDatasetRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/datasets/$assetId',
    component: lazyRouteComponent(() => import('../routes/dataset-route.tsx'), 'DatasetRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/train',
    component: lazyRouteComponent(() => import('../routes/train-route.tsx'), 'TrainRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/train/new',
    validateSearch: parseNewRunSearch,
    component: lazyRouteComponent(() => import('../routes/new-run-route.tsx'), 'NewRunRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/train/here',
    component: lazyRouteComponent(() => import('../routes/tab-route.tsx'), 'TabRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/train/$jobId',
    component: lazyRouteComponent(() => import('../routes/run-route.tsx'), 'RunRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/playground',
    validateSearch: parsePlaygroundSearch,
    component: lazyRouteComponent(() => import('../routes/playground-route.tsx'), 'PlaygroundRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/activity',
    component: lazyRouteComponent(() => import('../routes/activity-route.tsx'), 'ActivityRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/my',
    component: lazyRouteComponent(() => import('../routes/my-route.tsx'), 'MyRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/operator',
    component: lazyRouteComponent(() => import('../routes/operator-route.tsx'), 'OperatorRoute'),
  }),
] as const;

/** The application's router; scroll and focus are restored per page. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultErrorComponent: ErrorPage,
  defaultPendingComponent: PendingPage,
  defaultPendingMs: 200,
  defaultPreload: 'intent',
  scrollRestoration: true,
  InnerWrap: Visitor,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
