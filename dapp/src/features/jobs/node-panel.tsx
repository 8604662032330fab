import type { NodeInfo } from '@cultivar/sdk';
import { shortHex } from '../../lib/format/short-hex.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { Facts } from '../../ui/facts.tsx';
import type { Fact } from '../../ui/facts.tsx';
import { Note } from '../../ui/note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** A node as the index records it. Amounts in wei. */
export type NodeRecord = { stakeWei: bigint; settled: number; missed: number };

type NodePanelProps = {
  /** Who claimed the job; undefined while nobody has. */
  account: string | undefined;
  record: NodeRecord | undefined;
  /** What the node that this app speaks to says about itself. */
  info: NodeInfo | undefined;
  /** Why it says nothing. */
  silent: string | undefined;
};

/** Who does the work, with their record. */
export function NodePanel({ account, record, info, silent }: NodePanelProps) {
  if (account === undefined) {
    return (
      <Panel title="Node">
        <p className="small muted">No node has claimed the job yet.</p>
      </Panel>
    );
  }
  const own = info?.account.toLowerCase() === account.toLowerCase() ? info : undefined;
  return (
    <Panel title="Node" note={<span className="mono">{shortHex(account)}</span>}>
      {record === undefined && own === undefined && silent === undefined && <Skeleton height="60px" />}
      <Facts facts={facts(record, own)} />
      {silent !== undefined && <Note tone="warn">The node does not answer: {silent}</Note>}
    </Panel>
  );
}

function facts(record: NodeRecord | undefined, own: NodeInfo | undefined): Fact[] {
  const out: Fact[] = [];
  if (own) out.push({ label: 'State', value: own.state });
  if (record) {
    out.push({ label: 'Record', value: `${record.settled} settled, ${record.missed} missed` });
    out.push({ label: 'Stake', value: `${tokenAmount(record.stakeWei)} ETH` });
  }
  if (own) {
    out.push({ label: 'Locked in bonds', value: `${tokenAmount(BigInt(own.lockedWei))} ETH` });
    out.push({ label: 'Sandbox', value: own.sandbox === 'none' ? 'none' : own.sandbox });
    out.push({ label: 'Version', value: <span className="mono">{own.version}</span> });
  }
  return out;
}
