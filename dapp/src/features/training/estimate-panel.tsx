import type { NodeInfo, NodeJob } from '@cultivar/sdk';
import { useNavigate } from '@tanstack/react-router';
import { compactCount } from '../../lib/format/compact-count.ts';
import { duration } from '../../lib/format/duration.ts';
import { percentBps } from '../../lib/format/percent-bps.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { useTransactions } from '../../lib/transaction/transaction-context.ts';
import { useConfig } from '../../lib/use-config.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import type { Fact } from '../../ui/facts.tsx';
import { Note } from '../../ui/note.tsx';
import type { CheckedManifest } from './check-manifest.ts';
import { estimate } from './estimate.ts';
import type { Estimate } from './estimate.ts';
import type { CheckedTerms } from './terms.ts';
import type { InputAsset } from './use-inputs.ts';

type EstimatePanelProps = {
  checked: CheckedManifest;
  terms: CheckedTerms;
  base: InputAsset;
  dataset: InputAsset;
  info: NodeInfo | undefined;
  jobs: readonly NodeJob[];
};

const eth = (wei: bigint) => `${tokenAmount(wei)} ETH`;

/** What it will cost and take, and the act that requests it. */
export function EstimatePanel({ checked, terms, base, dataset, info, jobs }: EstimatePanelProps) {
  const config = useConfig();
  const navigate = useNavigate();
  const { review } = useTransactions();
  const guess = checked.ok ? estimate(checked.manifest, jobs) : undefined;
  const ready = checked.ok && terms.ok;
  const request = () => {
    if (!checked.ok || !terms.ok) return;
    const { manifest } = checked;
    review({
      title: `Request “${manifest.name}”`,
      sentence: `${manifest.steps ?? 0} steps of ${manifest.lora ? `LoRA r ${manifest.lora.rank}` : 'all weights'} on ${base.name} with ${dataset.name}. The highest price goes into escrow until a node claims the job.`,
      after: 'What the claim does not use comes back as credit; a missed deadline returns everything.',
      parts: [{ label: 'Into escrow', wei: terms.terms.maxPriceWei }],
      async prepare(account) {
        const { requestCall } = await import('./request-call.ts');
        return requestCall({ config, manifest, account, terms: terms.terms, parents: [base, dataset] });
      },
      onConfirmed: () => void navigate({ to: '/train' }),
    });
  };
  return (
    <aside className="aside" aria-label="Estimate">
      <section className="panel est">
        <div className="panel-head">
          <h2>Estimate</h2>
          <span className="row small muted">
            <span className={info ? 'dot dot-live ok' : 'dot subtle'} />
            {info ? 'live' : 'no node answers'}
          </span>
        </div>
        <div className="panel-body stack stack-16">
          {terms.ok && <Price terms={terms.terms} />}
          <Facts facts={facts(guess, base, dataset)} />
          {terms.ok && info && terms.terms.maxPriceWei < BigInt(info.minPriceWei) && (
            <Note tone="warn">
              The node takes jobs from {eth(BigInt(info.minPriceWei))}; this rises too little.
            </Note>
          )}
          {terms.ok && (
            <Facts
              facts={[
                { label: 'Into escrow', value: eth(terms.terms.maxPriceWei) },
                { label: 'Network fee', value: 'shown before you sign' },
                { label: 'You pay at most', value: `${eth(terms.terms.maxPriceWei)} + fee`, total: true },
              ]}
            />
          )}
          <Button look="primary" size="lg" block disabled={!ready} onClick={request}>
            Review and request
          </Button>
          <p className="hint">
            You sign one transaction. What the claim does not use comes back as credit; a missed deadline
            returns everything.
          </p>
        </div>
      </section>
    </aside>
  );
}

function Price({ terms }: { terms: Extract<CheckedTerms, { ok: true }>['terms'] }) {
  const { minPriceWei, maxPriceWei, claimWindowSeconds } = terms;
  return (
    <>
      <div>
        <p className="big">
          {tokenAmount(minPriceWei)} – {tokenAmount(maxPriceWei)} <small>ETH</small>
        </p>
        <p className="small muted">It rises until a node claims it, within {duration(claimWindowSeconds)}.</p>
      </div>
      <svg
        className="chart est-chart"
        viewBox="0 0 280 56"
        role="img"
        aria-label={`The price rises from ${eth(minPriceWei)} to ${eth(maxPriceWei)} in ${duration(claimWindowSeconds)}.`}
      >
        <path
          d={minPriceWei === maxPriceWei ? 'M0 22H280' : 'M0 42L280 4'}
          className="plain"
          strokeWidth="1.5"
        />
        <line className="grid-line" x2="280" y1="44" y2="44" />
        <text y="56">now</text>
        <text x="280" y="56" textAnchor="end">
          {duration(claimWindowSeconds)}
        </text>
      </svg>
    </>
  );
}

function facts(guess: Estimate | undefined, base: InputAsset, dataset: InputAsset): Fact[] {
  const owed = base.royaltyBps + dataset.royaltyBps;
  return [
    { label: 'Time of the steps', value: guess === undefined ? '–' : timeOf(guess) },
    { label: 'Tokens, at most', value: guess === undefined ? '–' : compactCount(guess.tokens) },
    { label: 'Leaves of the trace', value: guess === undefined ? '–' : guess.leaves },
    { label: 'Owed to parents', value: owed === 0 ? 'nothing' : `${percentBps(owed)} of later sales` },
  ];
}

function timeOf({ secondsLow, secondsHigh, runs }: Estimate): string {
  if (secondsLow === undefined || secondsHigh === undefined) return 'no run to go by yet';
  return `${duration(secondsLow)} – ${duration(secondsHigh)}, by ${runs === 1 ? '1 run' : `${runs} runs`}`;
}
