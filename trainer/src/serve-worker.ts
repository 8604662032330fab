import { text } from 'node:stream/consumers';
import { runRequest } from './python/run-request.ts';
import { EXIT_CODES, exitCodeOf } from './run/exit-codes.ts';
import { trainRequestSchema } from './run/train-request.ts';

/** Takes a request from standard input and trains, as `worker.ts` says. @returns One of `EXIT_CODES`. */
export async function serveWorker(): Promise<number> {
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
