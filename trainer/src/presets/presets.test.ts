import { describe, expect, it } from 'vitest';
import { writtenFile } from '../../test/support/written-file.ts';
import { buildJob } from '../cli/build-job.ts';
import type { JobFlags } from '../cli/job-options.ts';
import { PRESETS } from './presets.ts';
import type { PresetName } from './presets.ts';

const FLAGS: Omit<JobFlags, 'template'> = {
  model: 'm',
  seed: 0,
  evalEvery: 0,
  checkpointEvery: 50,
  badRows: 'refuse',
  lossOn: 'assistant',
  packing: true,
};
const DIGEST = `0x${'11'.repeat(32)}` as const;

async function job(flags: Partial<JobFlags> & { template: PresetName }, teacher?: typeof DIGEST) {
  const rows = Array.from({ length: 40 }, (_, i) => JSON.stringify({ prompt: `${i}`, completion: 'c' }));
  const files = [await writtenFile('rows.jsonl', rows.join('\n'))];
  const format = { name: 'prompt-completion', prompt: 'prompt', completion: 'completion' } as const;
  const digests = { model: DIGEST, datasets: [DIGEST], class: 'tolerance', ...(teacher ? { teacher } : {}) };
  return buildJob({ ...FLAGS, ...flags }, [{ format, files }], digests);
}

describe('presets', () => {
  it.each(Object.keys(PRESETS) as PresetName[])('%s makes a job that the schema takes', async (template) => {
    const { settings } = PRESETS[template];
    const { lora, sequenceLength, data, steps, epochs, optimizer } = await job({ template });
    expect({ lora, sequenceLength, epochs }).toMatchObject({
      ...{ sequenceLength: settings.sequenceLength, epochs: settings.epochs },
      lora: { rank: settings.lora.rank, alpha: settings.lora.alpha },
    });
    expect(steps).toBeUndefined();
    expect(data.heldOutRows).toBe(Math.round(40 * settings.heldOutShare));
    expect(optimizer.learningRate).toBe(settings.optimizer.learningRate);
  });

  it('give way to flags, and a rank of one’s own keeps the scale', async () => {
    const flags = { rank: 4, steps: 30, heldOut: 3, learningRate: 0.01, targets: 'q_proj, v_proj' };
    const { lora, data, steps, epochs, optimizer, schedule } = await job({ template: 'style', ...flags });
    expect(lora).toMatchObject({ rank: 4, alpha: 16, targets: ['q_proj', 'v_proj'] });
    expect([data.heldOutRows, steps, epochs, optimizer.learningRate]).toEqual([3, 30, undefined, 0.01]);
    expect(schedule).toEqual({ name: 'cosine', warmupSteps: 3 });
  });

  it('take an objective, which for a teacher needs one', async () => {
    const { objective } = await job({ template: 'style', objective: 'dpo', learningRate: 5e-5 });
    expect(objective).toEqual({ name: 'dpo', beta: 0.1 });
    const taught = { template: 'style', objective: 'distillation', temperature: 3 } as const;
    expect((await job(taught, DIGEST)).objective).toEqual({
      ...{ name: 'distillation', temperature: 3, weight: 0.5 },
      teacher: { asset: '41337:1', manifest: DIGEST },
    });
    await expect(job(taught)).rejects.toThrow('distillation needs a teacher');
  });

  it('refuse a projection that is none, by its place', async () => {
    await expect(job({ template: 'code', targets: 'q_prj' })).rejects.toThrow('lora.targets');
  });
});
