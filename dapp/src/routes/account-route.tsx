import { usePageTitle } from '../lib/use-page-title.ts';

/** Account. */
export function AccountRoute() {
  usePageTitle('Account');
  return <h1>Account</h1>;
}
