import type { Measure } from '../rounds/play-rounds.ts';
import type { Watched } from '../rounds/watch-steps.ts';
import { measureAnswering, PROMPT } from './answering.ts';
import type { Answering } from './answering.ts';
import type { BenchFiles } from './bench-files.ts';
import { installedInPython, installedSize } from './installed-size.ts';
import type { InstalledSize } from './installed-size.ts';
import { trainWithOurs } from './train-with-ours.ts';
import { trainWithPeft } from './train-with-peft.ts';
import {
  CURVE_SEEDS,
  CURVE_SETTING,
  CURVE_STEPS,
  LARGER_SETTING,
  measuredSteps,
  PEFT_WAYS,
  SETTINGS,
  trainingId,
} from './ways.ts';
import type { PeftName, PeftWay, Setting } from './ways.ts';

/** What is known of one measurement. */
export type Result =
  ({ kind: 'training' } & Watched) | ({ kind: 'answering' } & Answering) | ({ kind: 'size' } & InstalledSize);

/** What this machine has to measure with. What is undefined is left out. */
export type Surroundings = {
  root: string;
  files: BenchFiles;
  openVinoDir: string | undefined;
  /** Determinism classes by the executors that passed. */
  classes: ReadonlyMap<string, string>;
  /** Python with torch, transformers and peft. */
  python: string | undefined;
  /** Folder with node-llama-cpp. */
  peers: string | undefined;
  /** Lets MKL use AVX-512 where it does not by itself. */
  mklPreload: string | undefined;
  /** Steps to measure in a process. */
  steps: number;
};

const TRIES = 3;
const ANSWER_TOKENS = 64;

/** Everything that is measured, what is compared side by side. */
export function allMeasures(around: Surroundings): Measure<Result>[] {
  const { classes, python, files, root } = around;
  const native = [...classes.keys()].filter((executor) => executor !== 'wasm');
  const peft: PeftName[] = around.mklPreload
    ? ['peft-f32', 'peft-f32-avx512', 'peft-bf16']
    : ['peft-f32', 'peft-bf16'];
  const [first] = SETTINGS;
  return [
    ...SETTINGS.flatMap((setting) => [
      ...native.map((executor) => ours(around, 'training', executor, setting)),
      ...peft.flatMap((name) => theirs(around, 'training', name, setting)),
    ]),
    ...(classes.has('wasm') ? [ours(around, 'more', 'wasm', first)] : []),
    ours(around, 'more', 'ort-cpu', first, 'always'),
    ...theirs(around, 'more', 'peft-bf16-checkpointed', first),
    ...theirs(around, 'compiled', 'peft-bf16-compiled', first),
    ...[2, 1].flatMap((threads) => answers(around, threads)),
    ...native.map((executor) => ours(around, 'larger', executor, LARGER_SETTING)),
    ours(around, 'larger', 'ort-cpu', LARGER_SETTING, 'always'),
    ...(['peft-f32', 'peft-bf16'] as const).flatMap((name) => theirs(around, 'larger', name, LARGER_SETTING)),
    ...(classes.has('openvino-bf16') ? [ours(around, 'curve', 'openvino-bf16', CURVE_SETTING)] : []),
    ...CURVE_SEEDS.flatMap((seed) =>
      theirs(around, 'curve', 'peft-bf16', CURVE_SETTING, { seed, wideAdapters: true }),
    ),
    {
      id: 'size/ours',
      run: async () => ({ kind: 'size', ...(await installedSize(`${root}/trainer`, trainerParts(around))) }),
    },
    ...(python === undefined
      ? []
      : [
          {
            id: 'size/peft',
            run: async () => ({ kind: 'size' as const, ...(await installedInPython(python)) }),
          },
        ]),
  ];

  function answers({ peers }: Surroundings, threads: number): Measure<Result>[] {
    const task = { threads, prompt: PROMPT, maxTokens: ANSWER_TOKENS, tries: TRIES };
    const measure = (by: string, program: string, input: object): Measure<Result> => ({
      id: `answering/${by}/threads-${threads}`,
      run: async () => ({ kind: 'answering', ...(await measureAnswering(program, { ...task, ...input })) }),
    });
    return [
      measure('ours-f32', 'answer-with-ours.ts', { modelFiles: files.smol.modelFiles }),
      ...(peers === undefined
        ? []
        : Object.entries(files.ggufs).map(([bits, modelPath]) =>
            measure(`llama-${bits}`, 'answer-with-llama.ts', { peers, modelPath }),
          )),
    ];
  }
}

function trainerParts({ openVinoDir }: Surroundings) {
  // The browser's bundle, and what the SDK needs for chain and content: the trainer imports its `spec` alone.
  return { apart: ['onnxruntime-web', 'viem', 'ipfs-unixfs-importer'], openVinoDir };
}

function ours(
  around: Surroundings,
  group: string,
  executor: string,
  setting: Setting,
  recompute: 'auto' | 'always' = 'auto',
): Measure<Result> {
  const { root, openVinoDir, classes } = around;
  const { model, steps } = workOf(around, group, setting);
  return {
    id: trainingId(group, recompute === 'always' ? `${executor}-recomputed` : executor, setting),
    run: async () => ({
      kind: 'training',
      ...(await trainWithOurs(
        { root, openVinoDir, className: classes.get(executor)!, recompute },
        model,
        setting,
        steps,
      )),
    }),
  };
}

function theirs(
  around: Surroundings,
  group: string,
  name: PeftName,
  setting: Setting,
  more: Pick<PeftWay, 'seed' | 'wideAdapters'> = {},
): Measure<Result>[] {
  const { python, mklPreload } = around;
  if (python === undefined) return [];
  const { model, steps } = workOf(around, group, setting);
  const preload = name === 'peft-f32-avx512' && mklPreload ? { preload: mklPreload } : {};
  return [
    {
      id: trainingId(group, more.seed === undefined ? name : `${name}-seed-${more.seed}`, setting),
      run: async () => ({
        kind: 'training',
        ...(await trainWithPeft(python, { ...PEFT_WAYS[name], ...more, ...preload }, model, setting, steps)),
      }),
    },
  ];
}

/** What is trained, and how many steps: one more than is measured, and of the larger model one alone. */
function workOf({ files, steps }: Surroundings, group: string, setting: Setting) {
  if (group === 'larger') return { model: files.qwen, steps: 2 };
  return { model: files.smol, steps: 1 + (group === 'curve' ? CURVE_STEPS : measuredSteps(setting, steps)) };
}
