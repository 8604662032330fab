import type { JobManifest } from '@cultivar/sdk/spec';
import { expect, it } from 'vitest';
import type { JobInputs } from './fetch-inputs.ts';
import { trainRequest } from './train-request.ts';

const ACCOUNT = `0x${'ab'.repeat(20)}` as const;
const JOB = { chainId: 41_337, escrow: ACCOUNT, jobId: 7n, requester: ACCOUNT };
const python = { dir: '/engine', uv: '/usr/bin/uv' };

const requestOf = (className: string) => {
  const spec = { name: 'Sums', base: { asset: '41337:1' }, datasets: [], class: className };
  const inputs = { model: { files: [] }, datasets: [] };
  return trainRequest(JOB, spec as unknown as JobManifest, inputs as unknown as JobInputs, '/out', {
    threads: 2,
    python,
  });
};

it.each(['tolerance', 'exact:torch-cuda/0123456789ab/nvidia-h200'])(
  'gives the Python engine a job of class %s',
  (className) => expect(requestOf(className)).toMatchObject({ threads: 2, python }),
);

it('leaves a job of another exact class to our own engine', () => {
  expect(requestOf('exact:ort-cpu/0123456789ab/avx512')).not.toHaveProperty('python');
});
