import { BUILDER_FIELDS } from './builder-fields.ts';
import type { BuilderField } from './builder-fields.ts';

/** What stands in the fields: text as typed, by path in the manifest. */
export type Draft = Record<string, string | boolean | string[]>;

/** Everything a manifest holds that no field asks for. */
export type DraftContext = {
  creator: string;
  chainId: number;
  base: { asset: string; manifest: string };
  datasets: { asset: string; manifest: string }[];
  class: string;
};

const START: Draft = {
  name: 'My fine-tune',
  summary: '',
  license: 'Apache-2.0',
  'lora.rank': '8',
  'lora.alpha': '16',
  'lora.targets': ['q_proj', 'k_proj', 'v_proj', 'o_proj'],
  'optimizer.learningRate': '2e-4',
  'optimizer.weightDecay': '0',
  'optimizer.clipNorm': '1',
  'optimizer.beta1': '0.9',
  'optimizer.beta2': '0.999',
  'optimizer.epsilon': '1e-8',
  'schedule.name': 'cosine',
  'schedule.warmupSteps': '2',
  steps: '40',
  sequenceLength: '256',
  accumulation: '1',
  batchSize: '1',
  packing: true,
  seed: '42',
  'data.maxRows': '',
  'data.heldOutRows': '16',
  'data.orderSeed': '42',
  'data.badRows': 'skip',
  'data.lossOn': 'assistant',
  'data.templateDate': '2026-01-01',
  'evaluation.everySteps': '10',
  segmentSteps: '10',
};

/** Presets: what they change against the plain start. */
export const PRESETS = {
  'Quick look': { 'optimizer.learningRate': '1e-3' },
  'Chat assistant': {
    steps: '200',
    'lora.rank': '16',
    'lora.alpha': '32',
    'evaluation.everySteps': '40',
    segmentSteps: '20',
  },
  Instructions: {
    steps: '150',
    'optimizer.learningRate': '1e-4',
    'evaluation.everySteps': '30',
    segmentSteps: '15',
  },
  Style: { steps: '120', 'lora.rank': '8', 'optimizer.learningRate': '1e-4', 'evaluation.everySteps': '20' },
  Classify: {
    steps: '80',
    'lora.rank': '4',
    'lora.alpha': '8',
    sequenceLength: '128',
    'evaluation.everySteps': '20',
  },
} as const satisfies Record<string, Draft>;

export type PresetName = keyof typeof PRESETS;

/** The fields as a preset fills them. */
export function presetDraft(name: PresetName): Draft {
  return { ...START, ...PRESETS[name] };
}

/** Paths whose value differs from the preset's. */
export function changedPaths(draft: Draft, preset: PresetName): string[] {
  const start = presetDraft(preset);
  return BUILDER_FIELDS.map(({ path }) => path).filter(
    (path) => path !== 'name' && JSON.stringify(draft[path]) !== JSON.stringify(start[path]),
  );
}

/**
 * The manifest that a draft says, unchecked: a number that is no number stays text, so that the schema names
 * its place and what is wrong with it.
 */
export function manifestOf(draft: Draft, context: DraftContext): Record<string, unknown> {
  const manifest: Record<string, unknown> = {
    cultivar: 1,
    kind: 'job',
    creator: context.creator,
    files: [],
    parents: [
      { role: 'base', ...context.base },
      ...context.datasets.map((dataset) => ({ role: 'dataset', ...dataset })),
    ],
    chainId: context.chainId,
    base: context.base,
    datasets: context.datasets,
    method: 'lora',
    optimizer: { name: 'adamw' },
    class: context.class,
  };
  for (const field of BUILDER_FIELDS) {
    const value = valueOf(field, draft[field.path]);
    if (value !== undefined) place(manifest, field.path.split('.'), value);
  }
  return manifest;
}

/** The fields as a manifest fills them; what the manifest leaves out keeps the start's value. */
export function draftOf(manifest: Record<string, unknown>): Draft {
  const draft: Draft = { ...START };
  for (const { path } of BUILDER_FIELDS) {
    const value = path
      .split('.')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], manifest);
    if (typeof value === 'boolean') draft[path] = value;
    else if (Array.isArray(value)) draft[path] = value.map(String);
    else if (value !== undefined && value !== null) draft[path] = String(value);
    else if (path === 'data.maxRows' || path === 'summary') draft[path] = '';
  }
  return draft;
}

function valueOf(field: BuilderField, value: Draft[string] | undefined): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (text === '') return field.optional ? undefined : field.kind === 'text' ? '' : undefined;
  if (field.kind !== 'integer' && field.kind !== 'number') return text;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

function place(target: Record<string, unknown>, path: string[], value: unknown): void {
  const [key, ...rest] = path;
  if (rest.length === 0) target[key!] = value;
  else place((target[key!] ??= {}) as Record<string, unknown>, rest, value);
}
