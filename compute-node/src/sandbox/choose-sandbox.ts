import { spawn } from 'node:child_process';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { bubblewrap } from './bubblewrap.ts';
import { noSandbox } from './no-sandbox.ts';
import type { Sandbox } from './sandbox.ts';
import { trainerCommand } from './trainer-command.ts';

const PROBE_TIMEOUT_MS = 60_000;

/**
 * The strongest sandbox in which the trainer starts on this machine, found by starting it there with nothing to do.
 * Where there is none, says so loudly and goes on without.
 *
 * @param dir A folder of the node's own.
 */
export async function chooseSandbox(dir: string, logger: Logger): Promise<Sandbox> {
  const probe = join(dir, 'sandbox-probe');
  await mkdir(probe, { recursive: true });
  const isRoot = process.getuid?.() === 0;
  const candidates =
    process.platform === 'linux' ? [...(isRoot ? [bubblewrap(true)] : []), bubblewrap(false)] : [];
  for (const sandbox of candidates) {
    if (sandbox.uid !== undefined) await chown(probe, sandbox.uid, sandbox.uid);
    const why = await startsIn(sandbox, probe);
    if (why === undefined) return sandbox;
    logger.debug({ sandbox: sandbox.kind, user: sandbox.uid ?? 'own', why }, 'sandbox does not start here');
  }
  logger.warn(
    'NO SANDBOX: the trainer runs as a plain child process. Install bubblewrap to take jobs of strangers.',
  );
  return noSandbox;
}

/** Why the trainer does not start in it; undefined when it does. It refuses an empty request with exit code 2. */
function startsIn(sandbox: Sandbox, writable: string): Promise<string | undefined> {
  const { command, read } = trainerCommand();
  const [program, ...args] = sandbox.wrap(command, { read, write: [writable] });
  return new Promise((resolve) => {
    // The fourth is the sandbox's info; 'ignore' would leave it closed, and bubblewrap dies of that.
    const child = spawn(program!, args, { stdio: ['pipe', 'ignore', 'pipe', 'pipe'] });
    (child.stdio[3] as Readable).resume();
    let stderr = '';
    // 'exit' and a timer, not 'close': a sandbox that hangs while it is set up may keep the stream open for ever.
    const finish = (why: string | undefined): void => {
      clearTimeout(timer);
      for (const stream of [child.stderr!, child.stdio[3] as Readable]) stream.destroy();
      resolve(why);
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      finish(`no answer within ${PROBE_TIMEOUT_MS} ms`);
    }, PROBE_TIMEOUT_MS);
    child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin!.on('error', () => undefined);
    child.stdin!.end('{}');
    child.once('error', (error) => finish(error.message));
    child.once('exit', (code) =>
      finish(code === 2 ? undefined : stderr.trim().slice(-300) || `exit ${code}`),
    );
  });
}
