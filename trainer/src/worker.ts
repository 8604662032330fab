import { keepCompiled } from './compiled/keep-compiled.ts';

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
keepCompiled();
const { serveWorker } = await import('./serve-worker.ts');
process.exitCode = await serveWorker();
