import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { precompress } from './precompress.ts';
import { siteHandler } from './site-handler.ts';

let folder: string;
let server: Server;
let url: string;
let config: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cultivar-site-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Cultivar</title>');
  writeFileSync(join(folder, 'assets/app-1a2b.js'), `export const text = '${'calm '.repeat(1000)}';\n`);
  await precompress(folder);
  config = '{"chainId":41337}';
  const handle = siteHandler(folder, async () => config);
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

describe('the site', () => {
  it('answers every path of the app with its page, never kept', async () => {
    for (const path of ['/', '/a/41337:3', '/train/new']) {
      const response = await fetch(url + path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('<title>Cultivar</title>');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    }
  });

  it('lets hashed files be kept for ever, and sends them compressed', async () => {
    const response = await fetch(`${url}/assets/app-1a2b.js`, { headers: { 'accept-encoding': 'br' } });
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(await response.text()).toContain('calm calm');
  });

  it('does not answer a missing script with the page', async () => {
    expect((await fetch(`${url}/assets/gone-9.js`)).status).toBe(404);
    expect((await fetch(`${url}/favicon.ico`)).status).toBe(404);
  });

  it('reads its configuration anew each time', async () => {
    config = '{"chainId":1}';
    const response = await fetch(`${url}/cultivar.json`);
    expect(await response.json()).toEqual({ chainId: 1 });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('takes no other method, and no path out of its folder', async () => {
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    const outside = await fetch(`${url}/..%2f..%2fetc/passwd`);
    expect(await outside.text()).not.toContain('root:');
  });
});
