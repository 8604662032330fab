import { readPeftAdapter } from '../adapter/read-peft-adapter.ts';
import type { DatasetFiles } from '../data/dataset-files.ts';
import { prepareData } from '../data/prepare-data.ts';
import type { ExecutorChoice } from '../engine/executor/executor-choice.ts';
import { openLoraEngine } from '../engine/lanes/open-lora-engine.ts';
import type { BaseModel } from '../model/base-model.ts';
import { likelihood } from '../objective/likelihood.ts';
import { heldOutLoss } from './held-out-loss.ts';
import { pairStanding } from './pair-standing.ts';
import type { PairStanding } from './pair-standing.ts';

/** Loss of a model, in nats a token, and its exponential. */
export type Loss = { loss: number; perplexity: number };

/** A base model's loss, and an adapter's beside it. */
export type LossComparison = {
  rows: number;
  skippedRowCount: number;
  /** Tokens that count. */
  tokens: number;
  sequences: number;
  base: Loss;
  adapter?: Loss;
  /** Sequences whose summed loss is lower with the adapter. */
  betterSequences?: number;
  /** Where the rows are pairs of answers. */
  standing?: PairStanding;
};

/** What to compare, and with what means. */
export type ComparisonOptions = {
  /** PEFT folder; absent: the base alone. */
  adapterDir?: string | undefined;
  sequenceLength: number;
  maxRows?: number | undefined;
  badRows: 'refuse' | 'skip';
  executor: ExecutorChoice;
  threads: number;
  cacheDir?: string | undefined;
  signal?: AbortSignal | undefined;
};

/** An adapter that changes nothing, for a base model alone. */
const NONE = { rank: 1, alpha: 1, targets: ['q_proj'] } as const;

/**
 * Measures loss and perplexity on all rows, each in a sequence of its own; of pairs of answers, both, and how they stand.
 *
 * @throws DataError, TemplateError, ModelFileError; GradientError when this machine's engine is wrong.
 */
export async function compareLosses(
  model: BaseModel,
  datasets: readonly DatasetFiles[],
  { adapterDir, sequenceLength, maxRows, badRows, executor, threads, cacheDir, signal }: ComparisonOptions,
): Promise<LossComparison> {
  const adapter = adapterDir === undefined ? undefined : await readPeftAdapter(adapterDir, model.config);
  const arePairs = datasets.every(({ format }) => format.name === 'preference');
  const data = await prepareData(
    {
      ...{ sequenceLength, packing: false },
      ...(arePairs ? { objective: { name: 'dpo', beta: 1 } as const } : {}),
      data: {
        ...(maxRows === undefined ? {} : { maxRows }),
        ...{ heldOutRows: 0, orderSeed: 0, badRows, lossOn: 'assistant', templateDate: '2026-01-01' },
      },
    },
    datasets,
    model,
    { signal },
  );
  try {
    const engine = await openLoraEngine(
      model,
      { ...(adapter ?? NONE), dropout: 0 },
      {
        ...{ executors: [executor], lanes: threads, maxTokens: sequenceLength, cacheDir },
      },
    );
    try {
      const sequences = data.epoch(0);
      // All parameters are zero so far, and zero changes nothing.
      const base = await heldOutLoss(likelihood(engine), sequences, 0, signal);
      const shared = {
        ...{ rows: data.rows, skippedRowCount: data.skippedRowCount, tokens: base.tokens },
        ...{ sequences: sequences.length, base: lossOf(base.loss) },
      };
      if (!adapter) return { ...shared, ...(arePairs ? { standing: pairStanding(base.sums) } : {}) };
      for (const { name, offset } of engine.layout.slots)
        engine.parameters.set(adapter.tensors.get(name)!.data, offset);
      const adapted = await heldOutLoss(likelihood(engine), sequences, 0, signal);
      return {
        ...shared,
        adapter: lossOf(adapted.loss),
        betterSequences: adapted.sums.filter((sum, i) => sum < base.sums[i]!).length,
        ...(arePairs ? { standing: pairStanding(base.sums, adapted.sums) } : {}),
      };
    } finally {
      await engine.close();
    }
  } finally {
    data.close();
  }
}

function lossOf(loss: number): Loss {
  return { loss, perplexity: Math.exp(loss) };
}
