import { expect, it } from 'vitest';
import { inspectPython } from './inspect-python.ts';
import { pythonCommand } from './python-command.ts';

const ENGINE = { dir: '/engine', uv: '/opt/uv' };

it('starts what is installed and locked, and fetches nothing', () => {
  const command = pythonCommand(ENGINE, ['--request', 'r.json']);
  expect(command.slice(0, 2)).toEqual(['/opt/uv', 'run']);
  expect(command).toEqual(expect.arrayContaining(['--locked', '--offline', '--no-sync']));
  expect(command.slice(-5)).toEqual(['--project', '/engine', 'cultivar-train-python', '--request', 'r.json']);
});

it('joins a process for each of several GPUs', () => {
  const command = pythonCommand({ ...ENGINE, gpus: 4 }, ['--request', 'r.json']).join(' ');
  expect(command).toContain('accelerate launch --multi_gpu --num_processes 4');
  expect(command).toMatch(/--module cultivar_trainer --request r\.json$/);
});

it('is absent, with the reason, where there is no uv', async () => {
  const report = await inspectPython({ dir: '/engine', uv: '/nowhere/uv' });
  expect(report).toEqual({
    state: 'absent',
    reason: 'uv is not at /nowhere/uv; install it: uv sync --locked --project /engine',
  });
});
