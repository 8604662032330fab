/** How a training is set up, whoever does it. */
export type Setting = { threads: number; batch: number };

/** Steps that are measured in one process: fewer large ones than small ones. The step before them is not counted. */
export const measuredSteps = ({ batch }: Setting, steps: number): number => (batch === 1 ? 2 * steps : steps);

/** Steps of a curve of losses, one sequence each, besides the first. */
export const CURVE_STEPS = 300;

/** Sequences that the longest run may take. */
export const LONGEST = CURVE_STEPS + 1;

/** What every way is measured in. The first shows most of a machine and is where the others are measured too. */
export const SETTINGS: readonly [Setting, ...Setting[]] = [
  { threads: 2, batch: 4 },
  { threads: 1, batch: 4 },
  { threads: 2, batch: 1 },
  { threads: 1, batch: 1 },
];

/** One sequence a step, and its core: what is compared is losses, and two runs can go on side by side. */
export const CURVE_SETTING: Setting = { threads: 1, batch: 1 };

/** Whether a measurement's times count: of a curve the losses alone do, so it is taken whatever else goes on. */
export const isTimed = (id: string): boolean => !id.startsWith('curve/');

/** Seeds of PEFT whose curves are the spread. */
export const CURVE_SEEDS: readonly number[] = [1, 2, 3];

/** Two sequences, one for each core: a step of the larger model takes long. */
export const LARGER_SETTING: Setting = { threads: 2, batch: 2 };

/** What transformers with PEFT can be told. */
export type PeftWay = {
  precision: 'f32' | 'bf16';
  checkpointing?: boolean;
  compiled?: boolean;
  /** Adapters in f32, as PEFT has them unless it is told otherwise: slower, and learning is not rounded. */
  wideAdapters?: boolean;
  /** Seeds the adapter's first values; default 1. */
  seed?: number;
  /** With a library loaded before all others. */
  preload?: string;
};

/** The ways of PEFT by their names in tables. */
export const PEFT_WAYS = {
  'peft-f32': { precision: 'f32' },
  'peft-f32-avx512': { precision: 'f32' },
  'peft-bf16': { precision: 'bf16' },
  'peft-bf16-checkpointed': { precision: 'bf16', checkpointing: true },
  'peft-bf16-compiled': { precision: 'bf16', compiled: true },
} as const satisfies Record<string, PeftWay>;

/** A way of PEFT. */
export type PeftName = keyof typeof PEFT_WAYS;

/** Where a training stands in the journal. */
export const trainingId = (group: string, by: string, { threads, batch }: Setting): string =>
  `${group}/${by}/threads-${threads}/batch-${batch}`;
