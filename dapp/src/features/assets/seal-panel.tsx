import { Link } from '@tanstack/react-router';
import { shortHex } from '../../lib/format/short-hex.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import type { Fact } from '../../ui/facts.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SEAL_LOOKS } from '../../ui/seal-looks.ts';
import type { AssetDetail } from './asset-detail.ts';
import type { AssetJob } from './asset-job.ts';
import { useAssetJob } from './use-asset-job.ts';

/** Why an asset has its seal, and the job behind it. */
export function SealPanel({ asset }: { asset: AssetDetail }) {
  const { icon, word } = SEAL_LOOKS[asset.seal];
  const job = useAssetJob(asset.jobId).data;
  return (
    <Panel
      title={
        <span className={`row seal-${asset.seal}`}>
          <Icon name={icon} />
          Why “{word}”
        </span>
      }
    >
      <p className="muted">{why(asset, job)}</p>
      {job && <Facts facts={jobFacts(job)} />}
      {job && (
        <Link to="/train/$jobId" params={{ jobId: job.id }} className={buttonClass({ block: true })}>
          Open run #{job.number}
        </Link>
      )}
    </Panel>
  );
}

function why({ seal, jobId }: AssetDetail, job: AssetJob | undefined): string {
  if (seal !== 'trusted') return SEAL_LOOKS[seal].reason;
  if (jobId === undefined) return 'An upload: its maker’s word. Nothing on chain shows how it was made.';
  if (job?.mode === 'accept') {
    return 'The requester took the node’s word and accepted the result; no jury can be called for it.';
  }
  return SEAL_LOOKS.trusted.reason;
}

function jobFacts(job: AssetJob): Fact[] {
  return [
    ...(job.traceRoot === undefined
      ? []
      : [{ label: 'Trace root', value: <span className="mono">{shortHex(job.traceRoot)}</span> }]),
    { label: 'Leaves of the trace', value: job.segments },
    ...(job.node === undefined
      ? []
      : [{ label: 'Node', value: <span className="mono">{shortHex(job.node)}</span> }]),
    {
      label: 'Class',
      value: (
        <span className="mono clip block" title={job.className}>
          {job.className}
        </span>
      ),
    },
  ];
}
