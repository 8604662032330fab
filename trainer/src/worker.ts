import { text } from 'node:stream/consumers';
import { isRefusal } from './run/describe-failure.ts';
import { TrainError } from './run/train-error.ts';
import { trainRequestSchema } from './run/train-request.ts';
import { runTraining } from './run/run-training.ts';

/**
 * The trainer as a process of its own, for whoever must survive it:
 *
 *     node worker.ts < request.json
 *
 * One `TrainRequest` in JSON on standard input, one `TrainEvent` a line on standard output, nothing else there.
 * The result stands in `result.json` of the run's folder. SIGTERM and SIGINT end it within two seconds, with a
 * checkpoint; the same request goes on from it. It reads no environment variable and opens no connection.
 *
 * Exit codes: 0 finished; 1 unexpected, worth another try; 2 refused: the request or its inputs are at fault and
 * would be again; 3 diverged: the numbers left their range; 4 canceled.
 */
export const EXIT_CODES = { finished: 0, unexpected: 1, refused: 2, diverged: 3, canceled: 4 } as const;

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
    await runTraining(request.data, {
      signal: stop.signal,
      onEvent: (event) => process.stdout.write(`${JSON.stringify(event)}\n`),
    });
    return EXIT_CODES.finished;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return exitCode(error);
  }
}

function exitCode(error: unknown): number {
  if (isRefusal(error)) return EXIT_CODES.refused;
  if (!(error instanceof TrainError)) return EXIT_CODES.unexpected;
  return error.code === 'canceled' ? EXIT_CODES.canceled : EXIT_CODES.diverged;
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
