import './playground.css';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Playground } from './playground.tsx';
import { useServedModels } from './use-served-models.ts';

/** The playground, once the node has said which models it serves. `wanted` is `<chainId>:<assetId>`. */
export function PlaygroundPage({ wanted }: { wanted: string | undefined }) {
  usePageTitle('Playground');
  const models = useServedModels();
  if (models.data !== undefined && models.data.length > 0) {
    return <Playground key={wanted ?? ''} models={models.data} wanted={wanted} />;
  }
  return (
    <div className="play-empty">
      <h1 className="sr">Playground</h1>
      {models.isPending && (
        <div className="stack stack-16" role="status" aria-label="Asking the node for its models">
          <Skeleton height="40px" />
          <Skeleton height="320px" />
        </div>
      )}
      {models.isError && (
        <Failure
          title="The node does not serve now"
          error={models.error}
          onRetry={() => void models.refetch()}
        />
      )}
      {models.data?.length === 0 && (
        <EmptyState icon="chat" title="The node serves no model yet">
          It serves every base model and adapter that it has trained with or been given.
        </EmptyState>
      )}
    </div>
  );
}
