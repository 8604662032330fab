import { disk } from '#disk';
import { canonicalJson, manifestBytes, manifestDigest, parseManifest, traceRoot } from '@cultivar/sdk/spec';
import type { Hex, TraceManifest } from '@cultivar/sdk/spec';
import { CHECKPOINT_FOLDER, checkpointName } from './checkpoint.ts';
import { describeFile } from './describe-file.ts';
import { evaluationCommitment } from './evaluation-commitment.ts';
import { exportAdapter } from './export-adapter.ts';
import { exportCommitment } from './export-commitment.ts';
import { keepsCheckpoints } from './keeps-checkpoints.ts';
import type { EngineState, Run } from './open-run.ts';
import type { TrainResult } from './train-result.ts';

/**
 * Writes what a finished run hands over: the PEFT directory, the adapter's manifest, whose digest is the result,
 * and the trace. Nothing in them depends on time or place, so a second export gives the same bytes.
 */
export async function exportResult(run: Run<EngineState>): Promise<TrainResult> {
  const { request, ledger } = run;
  const { adapterDir, manifest: result } = await exportAdapter(run);
  const resultDigest = manifestDigest(result);
  addFinalLeaves(run, resultDigest);
  await run.save();

  const trace = await traceManifest(run);
  const paths = {
    manifestPath: `${request.outDir}/manifest.json`,
    tracePath: `${request.outDir}/trace.json`,
  };
  await disk.write(paths.manifestPath, manifestBytes(result));
  await disk.write(paths.tracePath, manifestBytes(trace));
  const root = traceRoot(ledger.leaves.map((leaf) => leaf.hash));
  const summary = { resultDigest, traceRoot: root, adapterDir, ...paths, metrics: result.metrics! };
  await disk.write(`${request.outDir}/result.json`, canonicalJson(summary));
  return summary;
}

/** The held-out evaluation as a leaf of its own, then the export. */
function addFinalLeaves(run: Run<EngineState>, resultDigest: Hex): void {
  const { ledger, state } = run;
  if (ledger.leaves.some((leaf) => leaf.stage === 'export')) return;
  const [before, after] = [ledger.evaluations.at(0), ledger.evaluations.at(-1)];
  if (before && after) {
    const evaluated = evaluationCommitment(ledger.leaves.at(-1)!.stateHash, before, after);
    run.addLeaf('evaluation', evaluated.stateHash, evaluated.secret);
  }
  const exported = exportCommitment(resultDigest, state.parameters);
  run.addLeaf('export', exported.stateHash, exported.secret);
}

async function traceManifest({
  manifest,
  request,
  ledger,
  class: className,
}: Run<EngineState>): Promise<TraceManifest> {
  const steps = ledger.leaves
    .filter(({ stage }) => keepsCheckpoints(manifest) && (stage === 'init' || stage === 'segment'))
    .map(({ step }) => step);
  const files = await Promise.all(
    [...new Set(steps)].map((step) => {
      const name = `${CHECKPOINT_FOLDER}/${checkpointName(step)}`;
      return describeFile(`${request.outDir}/${name}`, name, 'application/octet-stream');
    }),
  );
  return parseManifest(
    {
      cultivar: 1,
      kind: 'trace',
      name: `Trace of job ${request.provenance.chainId}:${request.provenance.jobId}`,
      creator: request.requester,
      license: manifest.license,
      files,
      job: request.provenance,
      class: className,
      root: traceRoot(ledger.leaves.map((leaf) => leaf.hash)),
      leaves: ledger.leaves.map(({ stage, step, hash, stateHash, seal }) => ({
        ...{ stage, step, hash, stateHash, seal },
      })),
    },
    'trace',
  );
}
