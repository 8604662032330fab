import type { BaseModel } from '../model/base-model.ts';
import { DataError } from './data-error.ts';
import type { DatasetFiles } from './dataset-files.ts';
import { encodeConversation } from './encode-conversation.ts';
import type { PreferenceExample } from './example.ts';
import { leaveOut } from './leave-out.ts';
import { lengthHistogram } from './length-histogram.ts';
import type { LengthBin } from './length-histogram.ts';
import { markedPieces } from './marked-pieces.ts';
import type { MarkedPiece } from './marked-pieces.ts';
import type { DataPlan } from './prepare-data.ts';
import { readExamples } from './read-examples.ts';
import { skippedRows } from './skipped-rows.ts';
import { TemplateError } from './template-error.ts';
import { templateOf } from './template-of.ts';

/** What pairs of answers amount to. */
export type PreferenceInspection = {
  pairs: number;
  skippedRowCount: number;
  skippedRows: { row: number; reason: string }[];
  /** Share of the pairs whose better answer has more tokens: far from a half, length alone would be learnt. */
  chosenLongerShare: number;
  /** Tokens of the longer conversation of each pair. */
  histogram: LengthBin[];
  samples: { row: number; chosen: MarkedPiece[]; rejected: MarkedPiece[] }[];
};

/**
 * Describes datasets of pairs: statistics, and samples as the model would read them with their masks.
 *
 * @throws DataError, TemplateError
 */
export async function inspectPreferences(
  { data }: Pick<DataPlan, 'data'>,
  datasets: readonly DatasetFiles[],
  model: Pick<BaseModel, 'tokenizer' | 'specialTokens' | 'chatTemplate'>,
  sampleCount = 3,
): Promise<PreferenceInspection> {
  const template = templateOf(model, data.templateDate);
  const encode = ({ prompt }: PreferenceExample, answer: PreferenceExample['chosen']) =>
    encodeConversation([...prompt, ...answer], template, model, { from: prompt.length });
  const skipped = skippedRows();
  const lengths: number[] = [];
  const samples: PreferenceInspection['samples'] = [];
  let longer = 0;
  for await (const row of readExamples(datasets)) {
    if (row.example?.kind !== 'preference') {
      leaveOut(data.badRows, row, row.problem ?? 'is no pair of answers', skipped);
      continue;
    }
    try {
      const [better, worse] = [
        encode(row.example, row.example.chosen),
        encode(row.example, row.example.rejected),
      ];
      lengths.push(Math.max(better.ids.length, worse.ids.length));
      if (better.ids.length > worse.ids.length) longer += 1;
      const shown = ({ ids, counted }: typeof better) =>
        markedPieces(ids, counted.map(Boolean), model.tokenizer);
      if (samples.length < sampleCount)
        samples.push({ row: row.row, chosen: shown(better), rejected: shown(worse) });
    } catch (error) {
      if (!(error instanceof TemplateError) || error.code !== 'raised') throw error;
      leaveOut(data.badRows, row, error.message, skipped);
    }
  }
  if (lengths.length === 0) {
    const names = datasets.flatMap(({ files }) => files.map((file) => file.name)).join(', ');
    throw new DataError('no_rows', names, null, 'holds no pair of answers');
  }
  return {
    pairs: lengths.length,
    skippedRowCount: skipped.count,
    skippedRows: skipped.named(),
    chosenLongerShare: longer / lengths.length,
    histogram: lengthHistogram(lengths.toSorted((a, b) => a - b)),
    samples,
  };
}
