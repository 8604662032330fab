import { parseManifest } from '@cultivar/sdk/spec';
import type { AdapterManifest, FileEntry } from '@cultivar/sdk/spec';
import { writePeftAdapter } from '../adapter/write-peft-adapter.ts';
import { describeFile } from './describe-file.ts';
import { loraTensors } from './lora-tensors.ts';
import type { EngineState, Run } from './open-run.ts';

/** Writes the PEFT directory of a run's state and says what it is. */
export async function exportAdapter(
  run: Run<EngineState>,
): Promise<{ adapterDir: string; manifest: AdapterManifest }> {
  const { manifest, model, engine, state, request } = run;
  const adapterDir = `${request.outDir}/adapter`;
  const written = await writePeftAdapter(
    adapterDir,
    { ...manifest.lora, tensors: loraTensors(engine.layout, state.parameters) },
    { base: { name: manifest.base.asset, revision: manifest.base.manifest }, model },
  );
  const files = await Promise.all(
    written.map(({ path, name, mediaType }) => describeFile(path, name, mediaType)),
  );
  return { adapterDir, manifest: adapterManifest(run, files) };
}

function adapterManifest(run: Run<EngineState>, files: FileEntry[]): AdapterManifest {
  const { manifest, request, engine, data, plan, progress, ledger, state } = run;
  const [before, after] = [ledger.evaluations.at(0), ledger.evaluations.at(-1)];
  const { rank, alpha, targets, rankStabilized, dora } = manifest.lora;
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
        ...(rankStabilized ? { rankStabilized } : {}),
        ...(dora ? { dora } : {}),
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
