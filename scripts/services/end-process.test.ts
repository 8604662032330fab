import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { descendants } from './descendants.ts';
import { endProcess } from './end-process.ts';
import { processCommand } from './process-command.ts';

const DEAF = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`;
/** Starts a program that starts another in a session of its own, and returns both ids. */
async function startFamily(
  parentCode: string,
  childCode: string,
): Promise<{ parent: number; child: number }> {
  const code = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', ${JSON.stringify(childCode)}], { detached: true, stdio: 'ignore' });
    child.once('spawn', () => console.log(child.pid));
    ${parentCode}`;
  const parent = spawn(process.execPath, ['-e', code], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  started.push(parent.pid!, Number(line));
  return { parent: parent.pid!, child: Number(line) };
}

const started: number[] = [];

afterEach(() => {
  for (const pid of started.splice(0)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended, as it should have.
    }
  }
});

describe('endProcess', () => {
  it('ends a program and what it started, in another session too', async () => {
    const { parent, child } = await startFamily(
      'setInterval(() => {}, 1000);',
      'setInterval(() => {}, 1000);',
    );
    expect(await descendants([parent])).toContain(child);
    await endProcess(parent, 'SIGTERM', 5_000);
    expect(await processCommand(parent)).toBeUndefined();
    expect(await processCommand(child)).toBeUndefined();
  });

  it('kills a program and its child that do not listen', async () => {
    const { parent, child } = await startFamily(DEAF, DEAF);
    await endProcess(parent, 'SIGTERM', 300);
    expect(await processCommand(parent)).toBeUndefined();
    expect(await processCommand(child)).toBeUndefined();
  });

  it('does nothing about a process that is gone', async () => {
    const { parent } = await startFamily("child.once('spawn', () => process.exit());", '');
    await expect.poll(() => processCommand(parent)).toBeUndefined();
    await endProcess(parent, 'SIGTERM', 300);
    expect(await processCommand(parent)).toBeUndefined();
  });
});
