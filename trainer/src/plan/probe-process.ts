import { text } from 'node:stream/consumers';
import { describeFailure } from '../run/describe-failure.ts';
import { trainRequestSchema } from '../run/train-request.ts';
import { probeRun } from './probe-run.ts';

// A trial in a process of its own, so that its peak memory is nobody else's: request in, report or failure out.
const { request, lanes } = JSON.parse(await text(process.stdin)) as { request: unknown; lanes: number };
try {
  const report = await probeRun(trainRequestSchema.parse(request), lanes);
  process.stdout.write(JSON.stringify({ report }));
} catch (error) {
  process.stdout.write(JSON.stringify({ failure: describeFailure(error) }));
}
