import { byteSize } from '../../lib/format/byte-size.ts';
import { Failure } from '../../ui/failure.tsx';
import { Markdown } from '../../ui/markdown.tsx';
import { Note } from '../../ui/note.tsx';
import { Section } from '../../ui/section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ActivityTimeline } from './activity-timeline.tsx';
import type { AssetDetail, AssetManifest } from './asset-detail.ts';
import { AssetPreview } from './asset-preview.tsx';
import { EvaluationTable } from './evaluation-table.tsx';
import { FilesTable } from './files-table.tsx';
import { LicensesTable } from './licenses-table.tsx';
import { LineageGraph } from './lineage-graph.tsx';
import { SaleSplit } from './sale-split.tsx';
import { assetSections } from './section-list.ts';
import type { AssetSection } from './section-list.ts';
import { UseIt } from './use-it.tsx';
import { VersionsList } from './versions-list.tsx';

type SectionsProps = {
  asset: AssetDetail;
  /** Absent while it is fetched, or when it could not be. */
  manifest: AssetManifest | undefined;
  fetching: { isPending: boolean; error: Error | null; refetch: () => unknown };
  nowMs: number;
};

/** The main column of an asset's page. */
export function AssetSections(props: SectionsProps) {
  return (
    <div>
      {assetSections(props.asset, props.manifest).map((section) => (
        <OneSection key={section.id} section={section} {...props} />
      ))}
    </div>
  );
}

function OneSection({ section: { id, title }, ...props }: SectionsProps & { section: AssetSection }) {
  const { asset, manifest, nowMs } = props;
  switch (id) {
    case 'overview':
      return <Overview {...props} />;
    case 'preview':
      return (
        <Section id={id} title={title}>
          {manifest && <AssetPreview manifest={manifest} />}
        </Section>
      );
    case 'lineage':
      return (
        <Section id={id} title={title} note="Shares of every sale, frozen at registration">
          <LineageGraph asset={asset} />
          <SaleSplit asset={asset} />
        </Section>
      );
    case 'evaluation':
      return <Evaluation asset={asset} manifest={manifest} />;
    case 'files':
      return <Files manifest={manifest} />;
    case 'use':
      return (
        <Section id={id} title={title}>
          <UseIt {...asset} files={manifest?.files ?? []} />
        </Section>
      );
    case 'versions':
      return (
        <Section id={id} title={title}>
          <VersionsList versions={asset.versions} nowMs={nowMs} />
        </Section>
      );
    case 'licences':
      return (
        <Section id={id} title={title}>
          <LicensesTable licenses={asset.licenses} nowMs={nowMs} />
        </Section>
      );
    case 'activity':
      return (
        <Section id={id} title={title}>
          <ActivityTimeline items={asset.activity} nowMs={nowMs} />
        </Section>
      );
  }
}

function Overview({ asset, manifest, fetching }: SectionsProps) {
  return (
    <section className="section stack stack-12" id="overview" aria-label="Card">
      {asset.foreignCreator && (
        <Note tone="warn">
          The manifest names another creator than the account that registered it: it may be a copy.
        </Note>
      )}
      {manifest?.card !== undefined && <Markdown text={manifest.card} />}
      {manifest && manifest.card === undefined && (
        <p className="prose muted">Its maker wrote no card. What is known stands below.</p>
      )}
      {fetching.isPending && (
        <div className="stack" role="status" aria-label="Loading the card">
          <Skeleton />
          <Skeleton width="92%" />
          <Skeleton width="64%" />
        </div>
      )}
      {fetching.error && (
        <Failure
          title="Its manifest cannot be shown"
          error={fetching.error}
          onRetry={() => void fetching.refetch()}
        />
      )}
    </section>
  );
}

function Evaluation({ asset, manifest }: { asset: AssetDetail; manifest: AssetManifest | undefined }) {
  if (manifest?.kind !== 'adapter' || !manifest.metrics) return null;
  const { metrics } = manifest;
  return (
    <Section id="evaluation" title="Evaluation, before and after">
      <EvaluationTable metrics={metrics} />
      <p className="hint lin-note break">
        Measured by the node after {metrics.steps.toLocaleString('en-GB')} steps over{' '}
        {metrics.rows.toLocaleString('en-GB')} rows.{' '}
        {asset.seal === 'trusted' ? 'Reported: nobody else has measured it.' : 'Part of the trace.'}
      </p>
    </Section>
  );
}

function Files({ manifest }: { manifest: AssetManifest | undefined }) {
  if (!manifest) return null;
  const { files } = manifest;
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const encrypted = files.some((file) => file.ciphertextSha256 !== undefined);
  const count = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  return (
    <Section
      id="files"
      title="Files"
      note={`${count}, ${byteSize(bytes)}, ${encrypted ? 'encrypted' : 'public content'}`}
    >
      <FilesTable files={files} />
      <p className="hint lin-note break">
        {encrypted
          ? 'Licence holders get the key.'
          : 'Delivered as public content: a licence gives the right, not the bytes.'}{' '}
        Every download is hashed in this page before it is saved.
      </p>
    </Section>
  );
}
