import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainRequest } from '@cultivar/trainer';
import { fetchBaseModel, SMOLLM2_135M_INSTRUCT } from '@cultivar/trainer/fetch';
import { LONGEST } from './ways.ts';
import { trainingRequest } from './training-request.ts';

/** A model that is trained, as each side reads it. */
export type BenchModel = {
  modelFiles: TrainRequest['modelFiles'];
  /** Folders that transformers opens. */
  folders: { f32: string; bf16: string };
  /** What both train on: sequences in their order, JSON. */
  tokensFile: string;
};

/** Everything that the benchmark reads. */
export type BenchFiles = {
  smol: BenchModel;
  qwen: BenchModel;
  /** The small model for llama.cpp, by the bits of its weights. */
  ggufs: { f32: string; f16: string; q4_1: string };
};

/** Fetches the small model, makes the larger one, and writes what the peers read, once, below `.cache/bench`. */
export async function benchFiles(root: string): Promise<BenchFiles> {
  const { files } = await fetchBaseModel(SMOLLM2_135M_INSTRUCT, {
    cacheDir: join(root, '.cache', 'models'),
    onMiss: (line) => console.log(line),
  });
  const folder = join(root, '.cache', 'bench');
  const [smol, qwen] = [join(folder, 'smollm2-135m'), join(folder, 'qwen2.5-0.5b-random')];
  await mkdir(smol, { recursive: true });
  await runInside(root, 'write-peer-models.ts', { modelFiles: files, folder: smol });
  if (!existsSync(qwen)) await runInside(root, 'write-random-qwen.ts', { modelFiles: files, outDir: qwen });
  const names = await readdir(qwen);
  const qwenFiles = names.map((name) => ({ name, path: join(qwen, name) }));
  return {
    smol: {
      modelFiles: files,
      folders: { f32: join(smol, 'f32'), bf16: join(smol, 'bf16') },
      tokensFile: await writeTokens(root, folder, 'smollm2-135m', files),
    },
    qwen: {
      modelFiles: qwenFiles,
      folders: { f32: qwen, bf16: qwen },
      tokensFile: await writeTokens(root, folder, 'qwen2.5-0.5b-random', qwenFiles),
    },
    ggufs: { f32: join(smol, 'f32.gguf'), f16: join(smol, 'f16.gguf'), q4_1: files[0]!.path },
  };
}

/** The sequences that any run here takes are the first ones of the longest. */
async function writeTokens(
  root: string,
  folder: string,
  name: string,
  modelFiles: TrainRequest['modelFiles'],
): Promise<string> {
  const tokensFile = join(folder, `${name}.${LONGEST}.tokens.json`);
  if (existsSync(tokensFile)) return tokensFile;
  const request = trainingRequest({ root, modelFiles, className: 'tolerance', batch: 1, steps: LONGEST });
  const printed = await runInside(root, 'write-sequences.ts', { ...request, outDir: folder });
  await writeFile(tokensFile, printed);
  return tokensFile;
}

/** Runs one of the trainer's own programs, which may see its insides. @returns what it prints */
function runInside(root: string, program: string, input: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = ['--no-warnings', join(root, 'trainer', 'bench', program)];
    const child = execFile(process.execPath, args, { maxBuffer: 1 << 28 }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
    child.stdin!.end(JSON.stringify(input));
  });
}
