import type { Hex } from '@cultivar/sdk/spec';
import { Failure } from '../../ui/failure.tsx';
import { Section } from '../../ui/section.tsx';
import { AssetCard } from './asset-card.tsx';
import { CardSkeleton } from './card-skeleton.tsx';
import { useAssetsBy } from './use-assets-by.ts';

type AssetsByProps = { account: Hex; as: 'creator' | 'owner'; title: string; none: string };

/** The assets an account made, or owns, as cards. */
export function AssetsBy({ account, as: role, title, none }: AssetsByProps) {
  const { data: assets, error, isPending, refetch } = useAssetsBy(account, role);
  return (
    <Section title={title} note={assets && assets.length > 0 ? String(assets.length) : undefined}>
      {isPending && (
        <div className="grid" role="status" aria-label="Loading assets">
          <CardSkeleton />
          <CardSkeleton />
        </div>
      )}
      {error && !assets && (
        <Failure title="These assets cannot be read" error={error} onRetry={() => void refetch()} />
      )}
      {assets?.length === 0 && <p className="muted">{none}</p>}
      {assets && assets.length > 0 && (
        <div className="grid">
          {assets.map((asset) => (
            <AssetCard key={asset.id} asset={asset} />
          ))}
        </div>
      )}
    </Section>
  );
}
