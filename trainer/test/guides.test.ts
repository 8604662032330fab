import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { calledCli } from './support/called-cli.ts';
import { guideLines } from './support/guide-lines.ts';

const GUIDES = fileURLToPath(new URL('../../docs/guides/', import.meta.url));

const pages = (await readdir(GUIDES)).filter((name) => name.endsWith('.md'));
const lines = (await Promise.all(pages.map((name) => readFile(join(GUIDES, name), 'utf8')))).flatMap(
  guideLines,
);

/** `npm run train -- COMMAND …` by its command, without what a comment or a quoted text says. */
const calls = lines.map((line) => {
  const [command, ...rest] = line
    .split(' #')[0]!
    .replace(/"[^"]*"/g, '')
    .trim()
    .split(/\s+/)
    .slice(4);
  return { line, command: command!, flags: rest.filter((word) => word.startsWith('--')) };
});

it('finds the lines of the guides', () => {
  expect(new Set(calls.map(({ command }) => command)).size).toBeGreaterThanOrEqual(10);
});

it.each(calls)('has each flag of “$line”', async ({ command, flags }) => {
  const { code, out } = await calledCli(command.startsWith('--') ? [command] : [command, '--help']);
  expect(code).toBe(0);
  for (const flag of flags) expect(out.split(/[\s,=]+/)).toContain(flag);
});
