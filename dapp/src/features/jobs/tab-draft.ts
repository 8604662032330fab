import type { NewTabRun, TabSettings } from '@cultivar/trainer/browser/training';

/** The numbers that a page asks for. */
export type TabDraft = Record<'steps' | 'rank' | 'sequenceLength' | 'learningRate', string>;

/** What a small model and an hour at most can do. */
export const START_DRAFT: TabDraft = {
  ...{ steps: '30', rank: '8', sequenceLength: '128', learningRate: '0.0005' },
};

const LIMITS: Record<keyof TabDraft, { min: number; max: number; multiple?: number; whole: boolean }> = {
  steps: { min: 1, max: 10_000, whole: true },
  rank: { min: 1, max: 256, whole: true },
  sequenceLength: { min: 16, max: 4096, multiple: 16, whole: true },
  learningRate: { min: 1e-7, max: 1, whole: false },
};

/** What is wrong with each number. */
export function draftProblems(draft: TabDraft): Partial<Record<keyof TabDraft, string>> {
  const problems: Partial<Record<keyof TabDraft, string>> = {};
  for (const name of Object.keys(LIMITS) as (keyof TabDraft)[]) {
    const { min, max, multiple, whole } = LIMITS[name];
    const value = Number(draft[name]);
    if (draft[name].trim() === '' || !(value >= min && value <= max))
      problems[name] = `A number from ${min} to ${max}`;
    else if (whole && !Number.isInteger(value)) problems[name] = 'A whole number';
    else if (multiple !== undefined && value % multiple !== 0) problems[name] = `A multiple of ${multiple}`;
  }
  return problems;
}

/** The settings of a draft without problems. A short run measures and keeps what it has some ten times. */
export function settingsOf(draft: TabDraft): TabSettings {
  const steps = Number(draft.steps);
  const often = Math.max(1, Math.ceil(steps / 10));
  return {
    ...{ template: 'instruction', steps, rank: Number(draft.rank), accumulation: 1, seed: 0 },
    ...{ learningRate: Number(draft.learningRate), sequenceLength: Number(draft.sequenceLength) },
    ...{ evalEvery: often, checkpointEvery: often },
  };
}

/** What of the chosen files keeps a run from beginning; undefined: nothing does. */
export function filesProblem(model: readonly File[]): string | undefined {
  const names = model.map(({ name }) => name.toLowerCase());
  const ggufs = names.filter((name) => name.endsWith('.gguf'));
  if (ggufs.length === 1 && names.length === 1) return undefined;
  if (ggufs.length > 0) return 'Choose one GGUF file, or the files of a safetensors folder';
  if (!names.some((name) => name.endsWith('.safetensors'))) return 'No file here holds weights';
  const missing = ['config.json', 'tokenizer.json'].filter((name) => !names.includes(name));
  return missing.length > 0 ? `Choose ${missing.join(' and ')} as well` : undefined;
}

/** A run as it is begun, from what was chosen. */
export function newRunOf(
  draft: TabDraft,
  model: readonly File[],
  dataset: File,
  question: string,
): NewTabRun {
  return { settings: settingsOf(draft), question: question.trim(), model, dataset };
}
