import { useQuery } from '@tanstack/react-query';
import { graphql } from '../../lib/graphql.ts';
import { useConfig } from '../../lib/use-config.ts';

type Meta = { _meta: { block: { number: number }; hasIndexingErrors: boolean } | null };

const META = 'query Meta { _meta { block { number } hasIndexingErrors } }';
const EVERY_MS = 15_000;

/** Whether the index answers, and how far it has read: at the foot of the rail. */
export function IndexState() {
  const { graphqlUrl, chainName } = useConfig();
  const meta = useQuery({
    queryKey: ['index-state', graphqlUrl],
    queryFn: ({ signal }) => graphql<Meta>(graphqlUrl, META, {}, signal),
    refetchInterval: EVERY_MS,
  });
  const healthy = meta.data?._meta && !meta.data._meta.hasIndexingErrors && !meta.isError;
  const words = meta.isPending ? 'Asking the index' : healthy ? 'Index up' : 'Index not answering';
  const tone = meta.isPending ? 'subtle' : healthy ? 'ok' : 'danger';
  return (
    <div className="rail-foot stack stack-4 small">
      <p className="row muted">
        <span className={`dot ${tone}`} />
        {words}
      </p>
      <p className="subtle">
        {chainName}
        {meta.data?._meta && (
          <>
            <br />
            Block {meta.data._meta.block.number.toLocaleString('en-GB')}
          </>
        )}
      </p>
    </div>
  );
}
