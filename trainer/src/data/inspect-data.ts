import type { BaseModel } from '../model/base-model.ts';
import type { DatasetFiles } from './dataset-files.ts';
import { lengthHistogram } from './length-histogram.ts';
import type { LengthBin } from './length-histogram.ts';
import { markedPieces } from './marked-pieces.ts';
import type { MarkedPiece } from './marked-pieces.ts';
import { prepareData } from './prepare-data.ts';
import type { DataPlan, PreparedData, PrepareOptions } from './prepare-data.ts';
import type { Sequence } from './sequence.ts';

/** What a run would read, for a person to look at before it starts. */
export type DataInspection = {
  rows: number;
  heldOutRows: number;
  skippedRowCount: number;
  skippedRows: { row: number; reason: string }[];
  truncatedRows: number[];
  /** Sequences of one pass, and how much of them is not padding. */
  sequences: number;
  fill: number;
  tokensPerEpoch: number;
  /** Share of the tokens that count in the loss. */
  countedShare: number;
  /** Tokens of a row, or of a piece of a long text. */
  rowTokens: { min: number; median: number; p95: number; max: number };
  /** How many rows are how long, over the whole range. */
  histogram: LengthBin[];
  /** The first rows in training order, in pieces that count in the loss or do not. */
  samples: { row: number; pieces: MarkedPiece[] }[];
};

/** Prepares the data of a plan and describes it: statistics, and samples as the model reads them with their masks. */
export async function inspectData(
  plan: DataPlan,
  datasets: readonly DatasetFiles[],
  model: Pick<BaseModel, 'tokenizer' | 'specialTokens' | 'chatTemplate'>,
  sampleCount = 3,
  options: PrepareOptions = {},
): Promise<DataInspection> {
  const data = await prepareData(plan, datasets, model, options);
  try {
    const sequences = data.epoch(0);
    const lengths = data.documentTokens.toSorted((a, b) => a - b);
    const at = (share: number) => lengths[Math.min(lengths.length - 1, Math.floor(share * lengths.length))]!;
    return {
      rows: data.rows,
      heldOutRows: data.heldOutRows,
      skippedRowCount: data.skippedRowCount,
      skippedRows: data.skippedRows,
      truncatedRows: data.truncatedRows,
      sequences: sequences.length,
      fill: data.tokensPerEpoch / (sequences.length * plan.sequenceLength),
      tokensPerEpoch: data.tokensPerEpoch,
      countedShare: data.countedTokensPerEpoch / data.tokensPerEpoch,
      rowTokens: { min: lengths[0]!, median: at(0.5), p95: at(0.95), max: lengths.at(-1)! },
      histogram: lengthHistogram(lengths),
      samples: samplesOf(data, sampleCount).map(({ row, ids, counted }) => ({
        row,
        pieces: markedPieces(ids, counted, model.tokenizer),
      })),
    };
  } finally {
    data.close();
  }
}

function samplesOf(data: PreparedData, count: number) {
  const samples: { row: number; ids: number[]; counted: boolean[] }[] = [];
  for (const sequence of data.epoch(0)) {
    for (const [number, row] of sequence.rows.entries()) {
      if (samples.length === count) return samples;
      samples.push({ row, ...documentOf(sequence, number) });
    }
  }
  return samples;
}

/** A packed row's tokens, and which of them count; the mark of a label belongs to the token after it. */
function documentOf(sequence: Sequence, number: number): { ids: number[]; counted: boolean[] } {
  const at = [...sequence.documents.keys()].filter((t) => sequence.documents[t] === number);
  return {
    ids: at.map((t) => sequence.ids[t]!),
    counted: at.map((t, i) => i > 0 && sequence.weights[t - 1] === 1),
  };
}
