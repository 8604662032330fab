import { PassThrough, Readable } from 'node:stream';
import { runCli } from '../../src/cli/run-cli.ts';

/** What a call of the command line printed, and how it ended. */
export type CalledCli = { code: number; out: string; err: string };

/**
 * Calls the command line in this process.
 *
 * @param options.terminal Whether it believes to write to a terminal.
 */
export async function calledCli(
  args: readonly string[],
  { terminal = false, input = '', cacheDir = '' } = {},
): Promise<CalledCli> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const texts = { out: '', err: '' };
  out.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
  err.setEncoding('utf8').on('data', (text: string) => (texts.err += text));
  const code = await runCli(args, {
    env: { CULTIVAR_CACHE_DIR: cacheDir, NO_COLOR: '1' },
    out: Object.assign(out, { isTTY: terminal, columns: 80 }),
    err,
    in: Object.assign(Readable.from([input]), { isTTY: false }),
  });
  out.end();
  err.end();
  return { code, ...texts };
}
