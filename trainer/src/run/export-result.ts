import { join } from 'node:path';
import {
  canonicalJson,
  manifestBytes,
  manifestDigest,
  parseManifest,
  sha256,
  traceRoot,
} from '@cultivar/sdk/spec';
import type { AdapterManifest, FileEntry, Hex, TraceManifest } from '@cultivar/sdk/spec';
import { writePeftAdapter } from '../adapter/write-peft-adapter.ts';
import { CHECKPOINT_FOLDER, checkpointName } from './checkpoint.ts';
import { describeFile } from './describe-file.ts';
import { loraTensors } from './lora-tensors.ts';
import type { Run } from './open-run.ts';
import { extendSecret, startSecret } from './secret.ts';
import type { TrainResult } from './train-result.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/**
 * Writes what a finished run hands over: the PEFT directory, the adapter's manifest, whose digest is the result,
 * and the trace. Nothing in them depends on time or place, so a second export gives the same bytes.
 */
export async function exportResult(run: Run): Promise<TrainResult> {
  const { manifest, model, engine, state, request, ledger } = run;
  const adapterDir = join(request.outDir, 'adapter');
  const { rank, alpha, targets } = manifest.lora;
  const written = await writePeftAdapter(
    adapterDir,
    { rank, alpha, targets, tensors: loraTensors(engine.layout, state.parameters) },
    { base: { name: manifest.base.asset, revision: manifest.base.manifest }, model },
  );
  const files = await Promise.all(
    written.map(({ path, name, mediaType }) => describeFile(path, name, mediaType)),
  );
  const result = adapterManifest(run, files);
  const resultDigest = manifestDigest(result);
  addFinalLeaves(run, resultDigest);
  await run.save();

  const trace = await traceManifest(run);
  const paths = {
    manifestPath: join(request.outDir, 'manifest.json'),
    tracePath: join(request.outDir, 'trace.json'),
  };
  await writeFileAtomically(paths.manifestPath, manifestBytes(result));
  await writeFileAtomically(paths.tracePath, manifestBytes(trace));
  const root = traceRoot(ledger.leaves.map((leaf) => leaf.hash));
  const summary = { resultDigest, traceRoot: root, adapterDir, ...paths, metrics: result.metrics! };
  await writeFileAtomically(join(request.outDir, 'result.json'), canonicalJson(summary));
  return summary;
}

function adapterManifest(run: Run, files: FileEntry[]): AdapterManifest {
  const { manifest, request, engine, data, plan, progress, ledger, state } = run;
  const [before, after] = [ledger.evaluations.at(0), ledger.evaluations.at(-1)];
  const { rank, alpha, targets } = manifest.lora;
  return parseManifest(
    {
      cultivar: 1,
      kind: 'adapter',
      name: request.title,
      creator: request.requester,
      license: manifest.license,
      files,
      ...(request.parents.length > 0 ? { parents: request.parents } : {}),
      adapter: {
        method: 'lora',
        rank,
        alpha,
        targets,
        parameters: engine.layout.length,
        base: manifest.base.manifest,
      },
      job: request.provenance,
      metrics: {
        rows: data.rows,
        heldOutRows: data.heldOutRows,
        steps: state.step,
        ...(state.step < plan.steps ? { plannedSteps: plan.steps } : {}),
        tokens: progress.tokens,
        ...(before ? { heldOutLossBefore: before.loss } : {}),
        ...(after ? { heldOutLossAfter: after.loss } : {}),
      },
    },
    'adapter',
  );
}

/**
 * The held-out evaluation as a leaf of its own, then the export, whose state is the result itself. Both follow from the
 * state of the last segment and the inputs alone, so that whoever recomputes one needs no secret of another leaf.
 */
function addFinalLeaves(run: Run, resultDigest: Hex): void {
  const { ledger, state } = run;
  if (ledger.leaves.some((leaf) => leaf.stage === 'export')) return;
  const [before, after] = [ledger.evaluations.at(0), ledger.evaluations.at(-1)];
  if (before && after) {
    const content = canonicalJson({ state: ledger.leaves.at(-1)!.stateHash, before, after });
    const hash = sha256(new TextEncoder().encode(content));
    run.addLeaf('evaluation', hash, startSecret('evaluation', content));
  }
  const secret = extendSecret(startSecret('export', resultDigest), state.parameters);
  run.addLeaf('export', resultDigest, secret);
}

async function traceManifest({ manifest, request, ledger, class: className }: Run): Promise<TraceManifest> {
  const steps = ledger.leaves
    .filter(({ stage }) => stage === 'init' || stage === 'segment')
    .map(({ step }) => step);
  const files = await Promise.all(
    [...new Set(steps)].map((step) => {
      const name = `${CHECKPOINT_FOLDER}/${checkpointName(step)}`;
      return describeFile(join(request.outDir, name), name, 'application/octet-stream');
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
