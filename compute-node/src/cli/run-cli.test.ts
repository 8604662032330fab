import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { runCli } from './run-cli.ts';

const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
const said = () => stderr.mock.calls.map(([text]) => String(text)).join('');

afterEach(() => {
  stderr.mockClear();
});

it('says in one line that no node answers where status asked', async () => {
  // No system gives so low a port to a program that asks for any.
  const url = 'http://127.0.0.1:2';
  expect(await runCli(['node', 'cultivar-node', 'status', '--url', url], {})).toBe(1);
  expect(said()).toBe(
    `NodeSilentError: no node answers at ${url}; is it running, and is --url its address?\n`,
  );
});

it('does not take another web page for a node', async () => {
  const { port, close } = await page(200, '<html></html>');
  expect(await runCli(['node', 'cultivar-node', 'status', '--url', `http://127.0.0.1:${port}`], {})).toBe(1);
  expect(said()).toMatch(/^NodeSilentError: /);
  await close();
});

it('names a configuration that is not there', async () => {
  expect(await runCli(['node', 'cultivar-node', 'start', '-c', '/nowhere/node.json'], {})).toBe(1);
  expect(said()).toBe('ConfigError: /nowhere/node.json: there is no such file\n');
});

/** A web server that always answers the same. */
async function page(status: number, body: string) {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port, close };
}
