import { createHash } from 'node:crypto';
import { open, rename } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreparedData } from '../data/prepare-data.ts';
import type { Sequence } from '../data/sequence.ts';
import type { StepPlan } from '../run/step-plan.ts';
import { runWarnings } from '../run/run-warnings.ts';

/** Name of the file in a run's folder. */
export const TOKEN_FILE = 'tokens.safetensors';

const FORMAT = 'cultivar-tokens/1';
/** What transformers takes for a label that does not count. */
const IGNORED = -100;
/** A token is its id, its label and its position. */
const COLUMNS = 3;
const WORD_BYTES = 4;

/**
 * Writes everything a run will read into one safetensors file, so that an engine in another language needs no tokenizer,
 * template, split, shuffle or packing of its own, and cannot differ in them.
 *
 * `train.tokens` and `heldOut.tokens` are i32 `[tokens, 3]` without padding; `….starts` says where each sequence begins,
 * and where the last ends. `order` names the training sequence at each place of the whole run, `cursors` the places
 * between steps. Equal sequences stand once.
 *
 * @returns the path
 */
export async function writeTokenFile(outDir: string, data: PreparedData, plan: StepPlan): Promise<string> {
  const path = join(outDir, TOKEN_FILE);
  const train = await layOutSteps(plan);
  const heldOut = { starts: startsOf([...data.heldOut].map(heldTokens)) };
  const tensors: Tensor[] = [
    { name: 'cursors', shape: [train.cursors.length], values: train.cursors },
    { name: 'heldOut.starts', shape: [heldOut.starts.length], values: heldOut.starts },
    { name: 'heldOut.tokens', shape: [heldOut.starts.at(-1)!, COLUMNS], rows: () => data.heldOut },
    { name: 'order', shape: [train.order.length], values: train.order },
    { name: 'train.starts', shape: [train.starts.length], values: train.starts },
    {
      name: 'train.tokens',
      shape: [train.starts.at(-1)!, COLUMNS],
      rows: () => firstSeen(plan, train.order),
    },
  ];
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await writeTensors(file, tensors, aboutOf(data));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  return path;
}

type Tensor = { name: string; shape: number[] } & (
  { values: readonly number[] } | { rows: () => Iterable<Sequence> }
);

function aboutOf(data: PreparedData) {
  return {
    format: FORMAT,
    digest: data.digest,
    rows: data.rows,
    heldOutRows: data.heldOutRows,
    skippedRows: data.skippedRowCount,
    tokens: data.tokensPerEpoch,
    warnings: runWarnings(data),
  };
}

/** Numbers the sequences of a run in the order in which each is first taken. */
async function layOutSteps({ steps, take }: StepPlan) {
  const numbers = new Map<string, number>();
  const [order, lengths, cursors]: [number[], number[], number[]] = [[], [], [0]];
  for (let step = 1; step <= steps; step++) {
    const { sequences, cursor } = take(step);
    for (const sequence of sequences) {
      const key = contentKey(sequence);
      const number = numbers.get(key) ?? lengths.push(heldTokens(sequence)) - 1;
      numbers.set(key, number);
      order.push(number);
    }
    cursors.push(cursor);
    // A long run is laid out in turns with whatever else waits, a stop among it.
    if (step % 1000 === 0) await new Promise(setImmediate);
  }
  return { order, cursors, starts: startsOf(lengths) };
}

function* firstSeen({ steps, take }: StepPlan, order: readonly number[]): Iterable<Sequence> {
  let [place, next] = [0, 0];
  for (let step = 1; step <= steps; step++) {
    for (const sequence of take(step).sequences) {
      if (order[place++] !== next) continue;
      next += 1;
      yield sequence;
    }
  }
}

async function writeTensors(
  file: FileHandle,
  tensors: readonly Tensor[],
  about: ReturnType<typeof aboutOf>,
): Promise<void> {
  const header: Record<string, unknown> = { __metadata__: { cultivar: JSON.stringify(about) } };
  let end = 0;
  for (const { name, shape } of tensors) {
    const bytes = WORD_BYTES * shape.reduce((a, b) => a * b, 1);
    header[name] = { dtype: 'I32', shape, data_offsets: [end, (end += bytes)] };
  }
  const text = Buffer.from(JSON.stringify(header));
  const padded = Buffer.alloc(Math.ceil(text.length / 8) * 8, ' ');
  text.copy(padded);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  await file.writeFile(Buffer.concat([length, padded]));
  for (const tensor of tensors) {
    if ('values' in tensor) await file.writeFile(bytesOf(Int32Array.from(tensor.values)));
    else for (const sequence of tensor.rows()) await file.writeFile(bytesOf(tokenRows(sequence)));
  }
}

function tokenRows(sequence: Sequence): Int32Array {
  const { ids, labels, weights, positions } = sequence;
  const rows = new Int32Array(heldTokens(sequence) * COLUMNS);
  for (let t = 0; t * COLUMNS < rows.length; t++) {
    rows.set([ids[t]!, weights[t] === 1 ? labels[t]! : IGNORED, positions[t]!], t * COLUMNS);
  }
  return rows;
}

/** Tokens before the padding, which stands at the end. */
function heldTokens({ documents }: Sequence): number {
  const padding = documents.indexOf(-1);
  return padding < 0 ? documents.length : padding;
}

function contentKey(sequence: Sequence): string {
  return createHash('sha256')
    .update(bytesOf(tokenRows(sequence)))
    .digest('base64');
}

function startsOf(lengths: readonly number[]): number[] {
  const starts = [0];
  for (const length of lengths) starts.push(starts.at(-1)! + length);
  return starts;
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
