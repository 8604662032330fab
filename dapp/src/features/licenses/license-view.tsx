import { usePageTitle } from '../../lib/use-page-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { LicensePage } from './license-page.tsx';
import { useLicense } from './use-license.ts';

/** A licence's page in each of its states: on its way, failed, not there, there. */
export function LicenseView({ id }: { id: string }) {
  const { data: license, error, isPending, refetch } = useLicense(id);
  usePageTitle(license ? `Licence of ${license.asset.name}` : 'Licence');
  if (license) return <LicensePage license={license} />;
  return (
    <>
      <h1 className="sr">Licence {id}</h1>
      {isPending && (
        <div className="stack stack-16" role="status" aria-label="Reading the licence">
          <Skeleton height="72px" />
          <Skeleton height="240px" />
        </div>
      )}
      {error && <Failure title="This licence cannot be read" error={error} onRetry={() => void refetch()} />}
      {license === null && (
        <EmptyState icon="key" title="There is no such licence">
          The index of this chain has no licence {id}. One that was bought a moment ago appears shortly.
        </EmptyState>
      )}
    </>
  );
}
