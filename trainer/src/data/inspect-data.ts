import type { BaseModel } from '../model/base-model.ts';
import type { DatasetFiles } from './dataset-files.ts';
import { prepareData } from './prepare-data.ts';
import type { DataPlan } from './prepare-data.ts';
import type { Sequence } from './sequence.ts';

/** What a run would read, for a person to look at before it starts. */
export type DataInspection = {
  rows: number;
  heldOutRows: number;
  skippedRows: { row: number; reason: string }[];
  truncatedRows: number[];
  /** Sequences of one pass, and how much of them is not padding. */
  sequences: number;
  fill: number;
  tokensPerEpoch: number;
  /** Share of the tokens that count in the loss. */
  countedShare: number;
  /** Tokens of a row. */
  rowTokens: { min: number; median: number; max: number };
  /** The first rows in training order, in pieces that count in the loss or do not. */
  samples: { row: number; pieces: { text: string; counted: boolean }[] }[];
};

/** Prepares the data of a plan and describes it: statistics, and samples as the model reads them with their masks. */
export async function inspectData(
  plan: DataPlan,
  datasets: readonly DatasetFiles[],
  model: Pick<BaseModel, 'tokenizer' | 'specialTokens' | 'chatTemplate'>,
  sampleCount = 3,
): Promise<DataInspection> {
  const data = await prepareData(plan, datasets, model);
  const sequences = data.epoch(0);
  const documents = sequences.flatMap((sequence) =>
    sequence.rows.map((row, number) => ({ row, ...documentOf(sequence, number) })),
  );
  const lengths = documents.map(({ ids }) => ids.length).sort((a, b) => a - b);
  return {
    rows: data.rows,
    heldOutRows: data.heldOutRows,
    skippedRows: data.skippedRows,
    truncatedRows: data.truncatedRows,
    sequences: sequences.length,
    fill: data.tokensPerEpoch / (sequences.length * plan.sequenceLength),
    tokensPerEpoch: data.tokensPerEpoch,
    countedShare: data.countedTokensPerEpoch / data.tokensPerEpoch,
    rowTokens: { min: lengths[0]!, median: lengths[lengths.length >> 1]!, max: lengths.at(-1)! },
    samples: documents.slice(0, sampleCount).map(({ row, ids, counted }) => ({
      row,
      pieces: runs(counted).map(([start, end]) => ({
        text: model.tokenizer.decode(ids.slice(start, end)),
        counted: counted[start]!,
      })),
    })),
  };
}

/** A packed row's tokens, and which of them count; the mark of a label belongs to the token after it. */
function documentOf(sequence: Sequence, number: number): { ids: number[]; counted: boolean[] } {
  const at = [...sequence.documents.keys()].filter((t) => sequence.documents[t] === number);
  return {
    ids: at.map((t) => sequence.ids[t]!),
    counted: at.map((t, i) => i > 0 && sequence.weights[t - 1] === 1),
  };
}

/** Stretches of equal marks, as `[start, end)`. */
function runs(marks: readonly boolean[]): [number, number][] {
  const starts = marks.flatMap((mark, i) => (i === 0 || mark !== marks[i - 1] ? [i] : []));
  return starts.map((start, i) => [start, starts[i + 1] ?? marks.length]);
}
