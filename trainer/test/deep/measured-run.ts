import { text } from 'node:stream/consumers';
import { runTraining } from '../../src/run/run-training.ts';
import { trainRequestSchema } from '../../src/run/train-request.ts';

/** What a run took: from its first sequence on by the clock and of all processors together, and most memory. */
export type MeasuredRun = { seconds: number; busySeconds: number; loadSeconds: number; peakBytes: number };

// A run in a process of its own: request in, what it took out.
const request = trainRequestSchema.parse(JSON.parse(await text(process.stdin)));
const begun = performance.now();
let started = { at: begun, busy: process.cpuUsage() };
await runTraining(request, {
  onEvent({ type }) {
    if (type === 'started') started = { at: performance.now(), busy: process.cpuUsage() };
  },
});
const { user, system } = process.cpuUsage(started.busy);
const measured: MeasuredRun = {
  seconds: (performance.now() - started.at) / 1000,
  busySeconds: (user + system) / 1e6,
  loadSeconds: (started.at - begun) / 1000,
  peakBytes: process.resourceUsage().maxRSS * 1024,
};
process.stdout.write(JSON.stringify(measured));
