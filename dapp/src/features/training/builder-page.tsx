import './builder.css';
import type { NodeInfo, NodeJob } from '@cultivar/sdk';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useConfig } from '../../lib/use-config.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { useWallet } from '../../lib/wallet/wallet-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { checkManifest } from './check-manifest.ts';
import { ComputeStep } from './compute-step.tsx';
import { draftOf, manifestOf, presetDraft } from './draft.ts';
import type { PresetName } from './draft.ts';
import { EstimatePanel } from './estimate-panel.tsx';
import { InputStep } from './input-step.tsx';
import { ManifestSheet } from './manifest-sheet.tsx';
import { MethodStep } from './method-step.tsx';
import { checkTerms, START_TERMS } from './terms.ts';
import { useInputs, useNodeOffer } from './use-inputs.ts';
import type { InputAsset } from './use-inputs.ts';

type BuilderPageProps = { wantedBase: string | undefined; wantedDataset: string | undefined };

/** Composes a fine-tune: what it starts from, how it is trained, what is paid; then requests it. */
export function BuilderPage({ wantedBase, wantedDataset }: BuilderPageProps) {
  usePageTitle('New fine-tune');
  const inputs = useInputs();
  const offer = useNodeOffer();
  return (
    <>
      {inputs.data === undefined && (
        <header className="page-head">
          <h1>New fine-tune</h1>
        </header>
      )}
      {inputs.isPending && (
        <div className="stack stack-16" role="status" aria-label="Reading models and datasets">
          <Skeleton height="80px" />
          <Skeleton height="240px" />
        </div>
      )}
      {inputs.isError && (
        <Failure title="The index does not say" error={inputs.error} onRetry={() => void inputs.refetch()} />
      )}
      {inputs.data && (
        <Builder
          inputs={inputs.data}
          info={offer.data?.info}
          jobs={offer.data?.jobs ?? []}
          wantedBase={wantedBase}
          wantedDataset={wantedDataset}
        />
      )}
    </>
  );
}

type BuilderProps = BuilderPageProps & {
  inputs: readonly InputAsset[];
  info: NodeInfo | undefined;
  jobs: readonly NodeJob[];
};

function Builder({ inputs, info, jobs, wantedBase, wantedDataset }: BuilderProps) {
  const { chainId } = useConfig();
  const { session } = useWallet();
  const models = inputs.filter(({ kind }) => kind === 'model');
  const datasets = inputs.filter(({ kind }) => kind === 'dataset');
  const [baseId, setBaseId] = useState(wantedBase ?? models[0]?.id);
  const [datasetId, setDatasetId] = useState(wantedDataset ?? datasets[0]?.id);
  const [preset, setPreset] = useState<PresetName>('Quick look');
  const [draft, setDraft] = useState(() => presetDraft('Quick look'));
  const [terms, setTerms] = useState(START_TERMS);
  const [className, setClassName] = useState<string>();
  const base = models.find(({ id }) => id === baseId) ?? models[0];
  const dataset = datasets.find(({ id }) => id === datasetId) ?? datasets[0];
  const chosenClass = className ?? info?.classes[0] ?? 'tolerance';

  const manifest = useMemo(
    () =>
      base &&
      dataset &&
      manifestOf(draft, {
        // Replaced by the account that signs; until then the manifest is only looked at.
        creator: session?.evmAccount ?? '0x0000000000000000000000000000000000000000',
        chainId,
        base: { asset: base.id, manifest: base.digest },
        datasets: [{ asset: dataset.id, manifest: dataset.digest }],
        class: chosenClass,
      }),
    [draft, base, dataset, chosenClass, chainId, session],
  );
  const checked = useMemo(() => (manifest ? checkManifest(manifest) : undefined), [manifest]);
  const checkedTerms = useMemo(() => checkTerms(terms), [terms]);
  const problems = checked && !checked.ok ? checked.problems : new Map<string, string>();

  if (!base || !dataset || !manifest || !checked) {
    return (
      <>
        <header className="page-head">
          <h1>New fine-tune</h1>
        </header>
        <EmptyState icon="sprout" title={base ? 'No dataset is registered' : 'No base model is registered'}>
          A fine-tune starts from a base model and a dataset that the index knows.
        </EmptyState>
      </>
    );
  }

  const choosePreset = (name: PresetName) => {
    setPreset(name);
    setDraft({ ...presetDraft(name), name: draft.name ?? '' });
  };
  return (
    <>
      <header className="page-head">
        <div className="stack stack-4">
          <h1>New fine-tune</h1>
          <p className="muted">A node trains it, everybody may watch, you own the result.</p>
        </div>
        <ManifestSheet manifest={manifest} checked={checked} onLoad={(loaded) => setDraft(draftOf(loaded))} />
      </header>
      <div className="split">
        <div className="bsteps">
          <InputStep
            number={1}
            title="Base model"
            assets={models}
            chosen={base}
            onChoose={(asset) => setBaseId(asset.id)}
          />
          <InputStep
            number={2}
            title="Data"
            assets={datasets}
            chosen={dataset}
            onChoose={(asset) => setDatasetId(asset.id)}
          >
            <p className="small">
              <Link to="/datasets/new" className="link">
                Bring your own rows
              </Link>
            </p>
          </InputStep>
          <MethodStep
            draft={draft}
            preset={preset}
            problems={problems}
            onPreset={choosePreset}
            onChange={(path, value) => setDraft({ ...draft, [path]: value })}
          />
          <ComputeStep
            classes={info?.classes ?? []}
            className={chosenClass}
            onClass={setClassName}
            terms={terms}
            checked={checkedTerms}
            onTerms={setTerms}
          />
        </div>
        <EstimatePanel
          checked={checked}
          terms={checkedTerms}
          base={base}
          dataset={dataset}
          info={info}
          jobs={jobs}
        />
      </div>
    </>
  );
}
