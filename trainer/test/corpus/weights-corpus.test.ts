import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { DecoderConfig } from '../../src/model/decoder-config.ts';
import { openModel } from '../../src/model/open-model.ts';
import { parityFixture } from '../parity/parity-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { goodWeights } from './good-weights.ts';
import { openCase } from './open-case.ts';
import { hostileWeights } from './weights-corpus.ts';

const { models, adapters } = await hostileWeights();
const good = await goodWeights();

describe('the trainer refuses by name', () => {
  let folder: string;
  let llama: DecoderConfig;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostile-'));
    const model = await openModel((await parityFixture('llama')).modelFiles);
    llama = model.config;
    await model.close();
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(models.map((one, i) => [one.name, i] as const))('%s', async (_, i) => {
    const { files, code } = models[i]!;
    const answer = await openCase(join(folder, `model-${i}`), files);
    expect(answer).toMatchObject({ code });
    expect(answer.message.length).toBeLessThan(1000);
  });

  it.each(adapters.map((one, i) => [one.name, i] as const))('%s', async (_, i) => {
    const { files, code } = adapters[i]!;
    const answer = await openCase(join(folder, `adapter-${i}`), files, llama);
    expect(answer).toMatchObject({ code });
    expect(answer.message.length).toBeLessThan(1000);
  });
});

describe('the trainer opens', () => {
  it.each(good.map((one, i) => [one.name, i] as const))('%s', async (_, i) => {
    expect(await openCase(await temporaryFolder(), good[i]!.files)).toMatchObject({ code: 'opened' });
  });
});

it('has at least 125 hostile models and adapters and 30 good models, no two of one name', () => {
  const names = [...models, ...adapters].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(125);
  expect(new Set(good.map(({ name }) => name)).size).toBe(good.length);
  expect(good.length).toBeGreaterThanOrEqual(30);
});
