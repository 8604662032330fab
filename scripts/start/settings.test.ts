import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings, SettingError } from './settings.ts';
import { AlreadyRunningError, runningStart, takeStartLock } from './start-lock.ts';

describe('the settings', () => {
  it('are the fixed ports and the folder in the project, unless the environment says otherwise', () => {
    expect(readSettings('/project', [], {})).toMatchObject({
      stateDir: '/project/.cultivar',
      once: false,
      ports: { chain: 8545, content: 8181, index: 8282, postgres: 8383, node: 8484, dapp: 8585 },
    });
    const env = { CULTIVAR_STATE: '/elsewhere', CULTIVAR_DAPP_PORT: '9000' };
    expect(readSettings('/project', ['--once'], env)).toMatchObject({
      localDir: '/elsewhere/local',
      once: true,
      ports: { chain: 8545, dapp: 9000 },
    });
  });

  it('refuse a port that is none and an option that is unknown, by name', () => {
    expect(() => readSettings('/project', [], { CULTIVAR_CHAIN_PORT: '80000' })).toThrow(
      /CULTIVAR_CHAIN_PORT/,
    );
    expect(() => readSettings('/project', ['--twice'], {})).toThrow(SettingError);
  });
});

describe('the lock of a state folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cultivar-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is given back', async () => {
    const release = await takeStartLock(folder);
    await release();
    expect(await runningStart(folder)).toBeUndefined();
  });

  it('of a process that is gone, or is somebody else by now, holds nobody up', async () => {
    writeFileSync(join(folder, 'start.pid'), '4194305');
    expect(await runningStart(folder)).toBeUndefined();
    writeFileSync(join(folder, 'start.pid'), String(process.pid));
    expect(await runningStart(folder)).toBeUndefined();
    await expect(takeStartLock(folder)).resolves.toBeTypeOf('function');
  });

  it('names the process that holds it', () => {
    expect(new AlreadyRunningError(4711, folder).message).toContain('4711');
  });
});
