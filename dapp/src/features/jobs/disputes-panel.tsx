import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { duration } from '../../lib/format/duration.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { useWallet } from '../../lib/wallet/wallet-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { auditStanding, challengedWhat, challengeStanding } from './challenge-words.ts';
import type { Standing } from './challenge-words.ts';
import { challengeKinds } from './challenge-kinds.ts';
import type { JobChallenge } from './dispute.ts';
import type { Job } from './job.ts';

const ChallengeDialog = lazy(() => import('./challenge-dialog.tsx'));
const LOOKS = {
  UPHELD: ['ok', 'upheld'],
  REFUTED: ['danger', 'refuted'],
  VOID: ['plain', 'void'],
  MOOT: ['plain', 'moot'],
} as const;

/** Who recomputes the run and who disputes it, with their clocks; and the way to dispute it oneself. */
export function DisputesPanel({ job, nowMs }: { job: Job; nowMs: number }) {
  const { session } = useWallet();
  const [opened, setOpened] = useState(false);
  const nowSeconds = nowMs / 1000;
  const may = challengeKinds(job, { account: session?.evmAccount, nowSeconds });
  if (job.resultDigest === undefined && job.challenges.length === 0) return null;
  return (
    <Panel
      title="Audits and challenges"
      note={job.paidAudits > 0 ? `${job.passedAudits} of ${job.paidAudits} audits passed` : 'no paid audit'}
    >
      {(job.audits.length > 0 || job.challenges.length > 0) && (
        <ul className="disputes">
          {job.challenges.map((challenge) => (
            <Line
              key={challenge.id}
              title={`${challengedWhat(challenge)}, challenged`}
              who={`${shortHex(challenge.challenger)}, ${tokenAmount(challenge.bondWei)} ETH at stake`}
              standing={challengeStanding(challenge, nowSeconds)}
              nowSeconds={nowSeconds}
              badge={<ChallengeBadge challenge={challenge} />}
            />
          ))}
          {job.audits.map((audit) => (
            <Line
              key={audit.id}
              title={`Leaf ${audit.leaf}, audited`}
              who={shortHex(audit.auditor)}
              standing={auditStanding(audit)}
              nowSeconds={nowSeconds}
            />
          ))}
        </ul>
      )}
      {'kinds' in may ? (
        <Button block onClick={() => setOpened(true)} aria-haspopup="dialog">
          <Icon name="flag" />
          Challenge the result
        </Button>
      ) : (
        <p className="hint">{may.refusal}</p>
      )}
      <Suspense fallback={null}>
        {opened && 'kinds' in may && (
          <ChallengeDialog job={job} kinds={may.kinds} open={opened} onOpenChange={setOpened} />
        )}
      </Suspense>
    </Panel>
  );
}

type LineProps = {
  title: string;
  who: string;
  standing: Standing;
  nowSeconds: number;
  badge?: ReactNode;
};

function Line({ title, who, standing: { words, endsAt }, nowSeconds, badge }: LineProps) {
  const left = endsAt === undefined ? undefined : endsAt - nowSeconds;
  return (
    <li>
      <p className="row between">
        <strong>{title}</strong>
        {badge}
      </p>
      <p className="small muted">
        by <span className="mono">{who}</span>
      </p>
      <p className="small">{words}</p>
      {left !== undefined && (
        <p className="small muted">
          {left > 0 ? `${duration(left)} left` : <span className="danger">time is up</span>}
        </p>
      )}
    </li>
  );
}

function ChallengeBadge({ challenge: { outcome } }: { challenge: JobChallenge }) {
  if (outcome === undefined) {
    return (
      <Badge tone="warn" live>
        open
      </Badge>
    );
  }
  const [tone, words] = LOOKS[outcome];
  return <Badge tone={tone}>{words}</Badge>;
}
