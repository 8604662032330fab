import { accountEntityId, dutyListDocument, protocolDocument, queryIndex } from '@cultivar/sdk/graphql';
import type { Hex } from '@cultivar/sdk/spec';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { duration } from '../../lib/format/duration.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { useConfig } from '../../lib/use-config.ts';
import { Badge } from '../../ui/badge.tsx';
import { Failure } from '../../ui/failure.tsx';
import { dutiesOf } from './duties-of.ts';
import type { Duty } from './duty.ts';

const EVERY_MS = 4_000;

/** What the node was drawn for: audits to answer, juries to commit and to reveal in. */
export function DutiesPanel({ account, nowMs }: { account: Hex; nowMs: number }) {
  const { graphqlUrl, chainId } = useConfig();
  const query = useQuery({
    queryKey: ['duties', graphqlUrl, account],
    refetchInterval: EVERY_MS,
    queryFn: ({ signal }) =>
      Promise.all([
        queryIndex(graphqlUrl, dutyListDocument, { node: accountEntityId(account) }, { signal }),
        queryIndex(graphqlUrl, protocolDocument, {}, { signal }),
      ]),
  });
  if (query.isPending) return null;
  if (query.isError) return <Failure title="Duties cannot be read" error={query.error} />;
  const [list, { protocol }] = query.data;
  const revealWindowSeconds = Number(protocol?.parameters?.disputes?.revealWindowSeconds ?? 0);
  const duties = dutiesOf(list, { chainId, nowSeconds: nowMs / 1000, revealWindowSeconds });
  const due = duties.filter((duty) => duty.due !== undefined).length;
  return (
    <section aria-label="Duties" className="section">
      <header className="row between sec-head">
        <h2>Audits and juries</h2>
        <span className="small muted">{due === 0 ? 'nothing is due' : `${due} due`}</span>
      </header>
      {duties.length === 0 ? (
        <p className="small muted">The node has not been drawn yet.</p>
      ) : (
        <div className="panel">
          <ul className="list jobs">
            {duties.map((duty) => (
              <DutyRow key={duty.id} duty={duty} nowMs={nowMs} />
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function DutyRow({ duty, nowMs }: { duty: Duty; nowMs: number }) {
  const { job, what, due, endsAt, words, slashedWei } = duty;
  const left = endsAt === undefined ? undefined : endsAt - nowMs / 1000;
  return (
    <li>
      <Link className="mono muted" to="/train/$jobId" params={{ jobId: job }}>
        #{job.split(':')[1]}
      </Link>
      <strong className="grow clip">{what}</strong>
      {slashedWei > 0n && <span className="small danger">lost {tokenAmount(slashedWei)} ETH</span>}
      {due === undefined ? (
        <Badge>{words}</Badge>
      ) : (
        <Badge tone={left !== undefined && left < 900 ? 'danger' : 'warn'} live>
          {due} {left !== undefined && left > 0 ? `within ${duration(left)}` : 'now'}
        </Badge>
      )}
    </li>
  );
}
