import type { DataFormat } from '@cultivar/sdk/spec';
import { buildJob, filesDigest, LOCAL_CHAIN_ID, NOBODY } from '../../cli/build-job.ts';
import { wasmClass } from '../../engine/class/wasm-class.ts';
import type { ModelFile } from '../../model/model-file.ts';
import type { PresetName } from '../../presets/presets.ts';
import type { TrainRequest } from '../../run/train-request.ts';

/** What is chosen on the page. Without a word, the template decides, as on the command line. */
export type TabSettings = {
  template: PresetName;
  name?: string | undefined;
  rank?: number | undefined;
  learningRate?: number | undefined;
  sequenceLength?: number | undefined;
  accumulation?: number | undefined;
  steps: number;
  heldOut?: number | undefined;
  evalEvery: number;
  checkpointEvery: number;
  seed: number;
};

/** A job of a tab: files that the page gave, by their paths. */
export type TabJob = {
  settings: TabSettings;
  modelFiles: readonly ModelFile[];
  dataset: { format: DataFormat; files: readonly ModelFile[] };
  /** Folder of the run; the same one resumes. */
  outDir: string;
};

/**
 * The request that a page's choices make. Its manifest is the one that `cultivar-train run --executor wasm` writes for
 * the same files and flags, and so is the adapter.
 *
 * @throws ManifestError, DataError
 */
export async function tabJob({ settings, modelFiles, dataset, outDir }: TabJob): Promise<TrainRequest> {
  const datasets = [{ format: dataset.format, files: [...dataset.files] }];
  const digests = {
    model: await filesDigest(modelFiles),
    class: wasmClass(),
    datasets: [await filesDigest(dataset.files)],
  };
  const flags = {
    model: '',
    badRows: 'skip',
    lossOn: 'assistant',
    packing: true,
    ...said(settings),
  } as const;
  const manifest = await buildJob(flags, datasets, digests);
  return {
    provenance: { chainId: LOCAL_CHAIN_ID, escrow: NOBODY, jobId: '0' },
    ...{
      requester: NOBODY,
      title: manifest.name,
      parents: [],
      manifest,
      modelFiles: [...modelFiles],
      outDir,
    },
    datasets: [{ manifest: digests.datasets[0]!, ...datasets[0]! }],
    threads: 1,
  };
}

/** Settings without those that nothing was said of. */
function said({ name, rank, learningRate, sequenceLength, accumulation, heldOut, ...rest }: TabSettings) {
  return {
    ...rest,
    ...(name === undefined ? {} : { name }),
    ...(rank === undefined ? {} : { rank }),
    ...(learningRate === undefined ? {} : { learningRate }),
    ...(sequenceLength === undefined ? {} : { sequenceLength }),
    ...(accumulation === undefined ? {} : { accumulation }),
    ...(heldOut === undefined ? {} : { heldOut }),
  };
}
