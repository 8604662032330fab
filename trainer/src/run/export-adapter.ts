import { parseManifest } from '@cultivar/sdk/spec';
import type { AdapterManifest, FileEntry, JobManifest } from '@cultivar/sdk/spec';
import { writePeftAdapter } from '../adapter/write-peft-adapter.ts';
import type { WrittenFile } from '../adapter/write-peft-adapter.ts';
import { describeFile } from './describe-file.ts';
import { exportModel } from './export-model.ts';
import type { EngineState, Run } from './open-run.ts';
import { trainedTensors } from './trained-tensors.ts';

/** Writes the directory of a run's state, PEFT's or a whole model's, and says what it is. */
export async function exportAdapter(
  run: Run<EngineState>,
): Promise<{ adapterDir: string; manifest: AdapterManifest }> {
  const adapterDir = `${run.request.outDir}/${run.manifest.lora ? 'adapter' : 'model'}`;
  const files = await Promise.all(
    (await writeDirectory(run, adapterDir)).map(({ path, name, mediaType }) =>
      describeFile(path, name, mediaType),
    ),
  );
  return { adapterDir, manifest: adapterManifest(run, files) };
}

function writeDirectory(run: Run<EngineState>, dir: string): Promise<WrittenFile[]> {
  const { manifest, model, engine, state, request } = run;
  const tensors = trainedTensors(engine.layout, state.parameters);
  if (!manifest.lora) return exportModel(dir, tensors, { files: request.modelFiles, model });
  const base = { name: manifest.base.asset, revision: manifest.base.manifest };
  return writePeftAdapter(dir, { ...manifest.lora, tensors }, { base, model });
}

function adapterManifest(run: Run<EngineState>, files: FileEntry[]): AdapterManifest {
  const { manifest, request, engine, data, plan, progress, ledger, state } = run;
  const [before, after] = [ledger.evaluations.at(0), ledger.evaluations.at(-1)];
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
        ...methodOf(manifest),
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
        ...(after?.preference ? { heldOutAccuracy: after.preference.accuracy } : {}),
      },
    },
    'adapter',
  );
}

function methodOf({ lora }: JobManifest) {
  if (!lora) return { method: 'full' };
  const { rank, alpha, targets, rankStabilized, dora } = lora;
  return {
    ...{ method: 'lora', rank, alpha, targets },
    ...(rankStabilized ? { rankStabilized } : {}),
    ...(dora ? { dora } : {}),
  };
}
