import { expect, it } from 'vitest';
import { draftProblems, filesProblem, settingsOf, START_DRAFT } from './tab-draft.ts';

const files = (...names: string[]) => names.map((name) => new File([], name));

it('starts without a problem', () => {
  expect(draftProblems(START_DRAFT)).toEqual({});
  expect(settingsOf(START_DRAFT)).toMatchObject({ steps: 30, rank: 8, evalEvery: 3, checkpointEvery: 3 });
});

it.each([
  ['steps', '', 'A number from 1 to 10000'],
  ['steps', '2.5', 'A whole number'],
  ['rank', '0', 'A number from 1 to 256'],
  ['sequenceLength', '100', 'A multiple of 16'],
  ['learningRate', 'fast', 'A number from 1e-7 to 1'],
] as const)('says what is wrong with %s of "%s"', (name, value, problem) => {
  expect(draftProblems({ ...START_DRAFT, [name]: value })).toEqual({ [name]: problem });
});

it('knows the files of a model', () => {
  expect(filesProblem(files('m.gguf'))).toBeUndefined();
  expect(filesProblem(files('model.safetensors', 'config.json', 'tokenizer.json'))).toBeUndefined();
  expect(filesProblem(files('a.gguf', 'b.gguf'))).toMatch(/one GGUF/);
  expect(filesProblem(files('model.safetensors', 'config.json'))).toBe('Choose tokenizer.json as well');
  expect(filesProblem(files('pytorch_model.bin'))).toBe('No file here holds weights');
});
