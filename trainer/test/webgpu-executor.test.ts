import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { ExecutorReport } from '../src/index.ts';

const INSPECT = fileURLToPath(new URL('../src/engine/executor/inspect/inspect-process.ts', import.meta.url));

it.runIf(process.platform === 'linux')('refuses WebGPU where there is no GPU, and goes on', async () => {
  const optIn = JSON.stringify({ optIn: ['ort-webgpu'] });
  const env = { VK_DRIVER_FILES: '/nowhere' };
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', INSPECT, optIn], { env });
  const { findings, chosen } = JSON.parse(stdout) as ExecutorReport;
  expect(findings.at(-1)).toEqual({
    ...{ executor: 'ort-webgpu', state: 'absent' },
    reason: 'ort-webgpu: requestAdapter: this machine has no GPU that WebGPU can use',
  });
  expect(chosen?.executor).toBe('ort-cpu');
});
