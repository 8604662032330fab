import type { JobManifest } from '@cultivar/sdk/spec';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useConfig } from '../../lib/use-config.ts';
import { useTransactions } from '../../lib/transaction/transaction-context.ts';
import { useWallet } from '../../lib/wallet/wallet-context.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Cover } from '../../ui/cover.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Job } from './job.ts';
import { jobActs } from './job-acts.ts';
import { JobBadge } from './job-badge.tsx';

type RunHeaderProps = { job: Job; manifest: JobManifest | undefined; nowMs: number };

/** What the run is called, what goes into it, and what can be done about it now. */
export function RunHeader({ job, manifest, nowMs }: RunHeaderProps) {
  const config = useConfig();
  const { session } = useWallet();
  const { review } = useTransactions();
  const acts = jobActs(job, { account: session?.evmAccount, nowSeconds: nowMs / 1000 }, config);
  return (
    <header className="page-head">
      <div className="row row-16 top">
        <Cover
          digest={job.resultDigest ?? job.specDigest}
          kind="adapter"
          square
          className="run-cover hide-m"
        />
        <div className="stack stack-4">
          <p className="row small muted">
            <Link to="/train">Runs</Link>
            <Icon name="right" size="sm" />
            <span className="mono">#{job.jobId.toString()}</span>
          </p>
          <div className="row row-12 wrap">
            <h1>{job.name ?? manifest?.name ?? `Run #${job.jobId}`}</h1>
            <JobBadge job={job} />
          </div>
          <p className="row row-16 wrap muted">
            {job.parents.map((parent) => (
              <Link key={parent.id} to="/a/$assetId" params={{ assetId: parent.id }} className="link-plain">
                {parent.name}
              </Link>
            ))}
            {manifest && (
              <span>
                {manifest.lora ? `LoRA r ${manifest.lora.rank}` : 'all weights'}
                {manifest.steps !== undefined && `, ${manifest.steps} steps`}
              </span>
            )}
            {manifest && <span className="mono">seed {manifest.seed}</span>}
          </p>
        </div>
      </div>
      <div className="row wrap">
        <ManifestButton manifest={manifest} />
        {job.asset !== undefined && (
          <Link to="/a/$assetId" params={{ assetId: job.asset }} className={buttonClass({ look: 'light' })}>
            <Icon name="leaf" />
            Open the adapter
          </Link>
        )}
        {acts.map((act, index) => (
          <Button
            key={act.name}
            look={act.name === 'cancel' ? 'danger' : index === 0 && act.own ? 'light' : 'plain'}
            onClick={() => review(act.intent)}
          >
            {act.name === 'cancel' && <Icon name="stop" size="sm" />}
            {act.label}
          </Button>
        ))}
      </div>
    </header>
  );
}

function ManifestButton({ manifest }: { manifest: JobManifest | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)} disabled={manifest === undefined}>
        Manifest
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="The job's manifest" form="sheet">
        <p className="small muted">
          Checked against its digest. Everything that changes the result stands here.
        </p>
        <CodeBlock code={JSON.stringify(manifest, null, 2)} label="job manifest" />
      </Dialog>
    </>
  );
}
