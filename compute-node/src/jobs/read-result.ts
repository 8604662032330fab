import { open, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { manifestDigest, parseManifest, traceLeafHash, traceRoot } from '@cultivar/sdk/spec';
import type { AdapterManifest, FileEntry, Hex, TraceManifest } from '@cultivar/sdk/spec';

/** What a trainer left behind is not a result of this job. */
export class ResultInvalidError extends Error {
  override readonly name = 'ResultInvalidError';
  readonly what: string;

  constructor(what: string, why: string) {
    super(`the trainer's ${what} ${why}`);
    this.what = what;
  }
}

/** A finished run, read from its folder and checked against the job it was for. */
export type RunResult = {
  manifest: AdapterManifest;
  trace: TraceManifest;
  resultDigest: Hex;
  traceRoot: Hex;
  traceManifest: Hex;
  /** Every file of adapter and trace, with a reader of its bytes. */
  files: { entry: FileEntry; content: () => AsyncIterable<Uint8Array> }[];
};

/**
 * Reads the result in a run's folder. The trainer worked on hostile input, so nothing in the folder is trusted: no
 * link leads out of it, and manifest and trace must be those of this job.
 *
 * @throws ResultInvalidError
 */
export async function readResult(
  outDir: string,
  job: { chainId: number; escrow: Hex; jobId: bigint },
): Promise<RunResult> {
  const manifest = parseManifest(await readJson(outDir, 'manifest.json'), 'adapter');
  const trace = parseManifest(await readJson(outDir, 'trace.json'), 'trace');
  for (const [what, of] of [
    ['manifest', manifest.job],
    ['trace', trace.job],
  ] as const) {
    const same =
      of?.chainId === job.chainId &&
      of.jobId === String(job.jobId) &&
      of.escrow.toLowerCase() === job.escrow.toLowerCase();
    if (!same) throw new ResultInvalidError(what, `names another job: ${JSON.stringify(of)}`);
  }
  const root = traceRoot(trace.leaves.map((leaf) => leaf.hash));
  if (root !== trace.root) throw new ResultInvalidError('trace', 'has another root than its leaves make');
  for (const [index, { hash, stateHash, seal }] of trace.leaves.entries()) {
    if (hash !== traceLeafHash({ jobId: job.jobId, index, stateHash, seal })) {
      throw new ResultInvalidError('trace', `has a leaf ${index} that is not made of its state and seal`);
    }
  }
  const folder = manifest.adapter.method === 'full' ? 'model' : 'adapter';
  const resultDigest = manifestDigest(manifest);
  if (trace.leaves.at(-1)?.stateHash !== resultDigest) {
    throw new ResultInvalidError('trace', 'does not end with the result');
  }
  return {
    manifest,
    trace,
    resultDigest,
    traceRoot: root,
    traceManifest: manifestDigest(trace),
    files: [
      ...manifest.files.map((entry) => fileIn(outDir, join(folder, entry.name), entry)),
      ...trace.files.map((entry) => fileIn(outDir, entry.name, entry)),
    ],
  };
}

async function readJson(outDir: string, name: string): Promise<unknown> {
  return JSON.parse(await readFile(await inside(outDir, name), 'utf8'));
}

function fileIn(outDir: string, name: string, entry: FileEntry): RunResult['files'][number] {
  return {
    entry,
    async *content() {
      const file = await open(await inside(outDir, name), 'r');
      try {
        yield* file.createReadStream();
      } finally {
        await file.close();
      }
    },
  };
}

/** The real path of a name, which must not lead out of the folder. */
async function inside(folder: string, name: string): Promise<string> {
  const [root, path] = await Promise.all([realpath(folder), realpath(join(folder, name))]);
  if (!path.startsWith(root + sep)) throw new ResultInvalidError(name, 'leads out of its folder');
  return path;
}
