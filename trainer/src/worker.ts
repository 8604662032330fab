import { text } from 'node:stream/consumers';
import { runRequest } from './python/run-request.ts';
import { EXIT_CODES, exitCodeOf } from './run/exit-codes.ts';
import { trainRequestSchema } from './run/train-request.ts';

/**
 * The trainer as a process of its own, for whoever must survive it:
 *
 *     node worker.ts < request.json
 *
 * One `TrainRequest` in JSON on standard input, one `TrainEvent` a line on standard output, nothing else there.
 * The result stands in `result.json` of the run's folder. SIGTERM and SIGINT end it within two seconds, with a
 * checkpoint; the same request goes on from it. It reads no environment variable and opens no connection.
 * It exits with one of `EXIT_CODES`.
 */
async function main(): Promise<number> {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());
  const request = trainRequestSchema.safeParse(parseJson(await text(process.stdin)));
  if (!request.success) {
    const [issue] = request.error.issues;
    process.stderr.write(`request: ${issue!.path.join('.') || 'not a request'}: ${issue!.message}\n`);
    return EXIT_CODES.refused;
  }
  try {
    await runRequest(request.data, {
      signal: stop.signal,
      onEvent: (event) => process.stdout.write(`${JSON.stringify(event)}\n`),
    });
    return EXIT_CODES.finished;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodeOf(error);
  }
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // Told apart below: undefined is no request.
    return undefined;
  }
}

process.exitCode = await main();
