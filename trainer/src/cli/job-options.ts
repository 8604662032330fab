import { Option } from 'commander';
import type { Command } from 'commander';
import { PRESETS } from '../presets/presets.ts';
import type { PresetName } from '../presets/presets.ts';
import { RECOMPUTE } from '../engine/lanes/recompute.ts';
import { EXECUTORS } from './choose-executor.ts';
import { anyShare, positiveInteger, positiveNumber, wholeNumber } from './numbers.ts';

/** What was said about the job itself. Without a word, the preset decides. */
export type JobFlags = {
  model: string;
  template: PresetName;
  name?: string;
  /** Absent: lora. */
  method?: 'lora' | 'full';
  rank?: number;
  alpha?: number;
  rankStabilized?: true;
  dropout?: number;
  dora?: true;
  baseWeights?: 'q4_1';
  targets?: string;
  learningRate?: number;
  weightDecay?: number;
  schedule?: 'constant' | 'linear' | 'cosine';
  warmup?: number;
  sequenceLength?: number;
  accumulation?: number;
  steps?: number;
  epochs?: number;
  seed: number;
  maxRows?: number;
  heldOut?: number;
  objective?: 'dpo' | 'distillation';
  beta?: number;
  teacher?: string;
  temperature?: number;
  teacherWeight?: number;
  evalEvery: number;
  stopAfter?: number;
  stopGain?: number;
  checkpointEvery: number;
  badRows: 'refuse' | 'skip';
  lossOn: 'assistant' | 'all';
  packing: boolean;
};

/** Gives a command the options that choose a model. */
export function withModelOption(command: Command): Command {
  return command.option(
    '-m, --model <model>',
    'a GGUF file, a folder of safetensors, or smollm2-135m-instruct',
    'smollm2-135m-instruct',
  );
}

/** Gives a command the option that chooses what computes. */
export function withExecutorOption(command: Command): Command {
  return command
    .addOption(
      new Option('--executor <name>', 'what computes; auto: the fastest whose gradients are right')
        .choices(EXECUTORS)
        .default('auto'),
    )
    .option('--threads <count>', 'cores to work on; the result does not depend on it', positiveInteger);
}

/** Gives a command the option that trades time for memory. */
export function withRecomputeOption(command: Command): Command {
  return command.addOption(
    new Option(
      '--recompute <when>',
      'compute activations a second time rather than keep them: less memory, more time, the same result',
    ).choices(RECOMPUTE),
  );
}

/** Gives a command the options that decide what is read of the data. */
export function withPlanOptions(command: Command): Command {
  return command
    .addOption(
      new Option('-t, --template <name>', 'defaults for a kind of task')
        .choices(Object.keys(PRESETS))
        .default('chat-assistant'),
    )
    .option('--sequence-length <tokens>', 'longest sequence, a multiple of 16', positiveInteger)
    .option('--max-rows <count>', 'train on at most so many rows', positiveInteger)
    .option('--held-out <rows>', 'rows kept apart to measure on', wholeNumber)
    .addOption(
      new Option('--bad-rows <act>', 'what to do with a row that cannot be used')
        .choices(['refuse', 'skip'])
        .default('refuse'),
    )
    .addOption(
      new Option('--loss-on <what>', 'tokens that are learnt')
        .choices(['assistant', 'all'])
        .default('assistant'),
    )
    .option('--no-packing', 'give each row a sequence of its own')
    .option('--seed <number>', 'seeds order, split and first values', wholeNumber, 0);
}

/** Gives a command the options that decide how it is trained. */
export function withTrainingOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--objective <name>', 'what is learnt; absent: the answers').choices([
        'dpo',
        'distillation',
      ]),
    )
    .option('--beta <number>', 'dpo: how much moving away from the base model costs', positiveNumber)
    .option('--teacher <model>', 'distillation: the model to learn from, of the same vocabulary')
    .option('--temperature <number>', 'distillation: how soft both models are asked', positiveNumber)
    .option('--teacher-weight <share>', 'distillation: how much the teacher counts, up to 1', positiveNumber)
    .addOption(
      new Option('--method <name>', 'what is trained: an adapter (lora), or every weight (full)').choices([
        'lora',
        'full',
      ]),
    )
    .option('--name <text>', 'name of the result')
    .option('--rank <number>', 'rank of the adapter', positiveInteger)
    .option('--alpha <number>', 'scale of the adapter times its rank', positiveNumber)
    .option('--rank-stabilized', 'divide the scale by the root of the rank (rsLoRA), for high ranks')
    .option('--dora', 'train the lengths of the adapted rows apart from their directions (DoRA)')
    .option('--dropout <share>', 'share of inputs that the adapter does not see in a step', anyShare)
    .addOption(
      new Option(
        '--base-weights <format>',
        'keep the base model in four bits (QLoRA): less memory, more time',
      ).choices(['q4_1']),
    )
    .option('--targets <names>', 'projections that are adapted, with commas between them')
    .option('--learning-rate <number>', 'highest learning rate', positiveNumber)
    .option('--weight-decay <number>', 'decay of the weights', anyShare)
    .addOption(
      new Option('--schedule <name>', 'how the rate falls').choices(['constant', 'linear', 'cosine']),
    )
    .option('--warmup <steps>', 'steps until the rate is highest', wholeNumber)
    .option('--accumulation <count>', 'sequences of an optimiser step', positiveInteger)
    .option('--steps <count>', 'optimiser steps', positiveInteger)
    .option('--epochs <number>', 'passes over the rows, where no --steps are given', positiveNumber)
    .option('--eval-every <steps>', 'measure on held-out rows so often; 0: first and last', wholeNumber, 0)
    .option('--stop-after <evaluations>', 'end once so many in a row brought no gain', positiveInteger)
    .option('--stop-gain <nats>', 'least gain on the best held-out loss that counts', anyShare)
    .option('--checkpoint-every <steps>', 'keep what was reached so often', positiveInteger, 50);
}
