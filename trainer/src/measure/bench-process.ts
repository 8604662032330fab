import { text } from 'node:stream/consumers';
import type { TrainEvent } from '@cultivar/sdk/spec';
import { describeFailure } from '../run/describe-failure.ts';
import { runTraining } from '../run/run-training.ts';
import { trainRequestSchema } from '../run/train-request.ts';
import type { BenchReport } from './bench-run.ts';

// A run in a process of its own, so that its peak memory is nobody else's: request in, report or failure out.
type Step = Extract<TrainEvent, { type: 'step' }>;

try {
  const request = trainRequestSchema.parse(JSON.parse(await text(process.stdin)));
  const steps: Step[] = [];
  let firstStepSeconds = 0;
  await runTraining(request, {
    onEvent(event) {
      if (event.type !== 'step') return;
      steps.push(event);
      firstStepSeconds ||= process.uptime();
    },
  });
  process.stdout.write(JSON.stringify({ report: reportOf(steps, firstStepSeconds) }));
} catch (error) {
  process.stdout.write(JSON.stringify({ failure: describeFailure(error) }));
}

function reportOf(steps: readonly Step[], firstStepSeconds: number): BenchReport {
  const warm = steps.length > 1 ? steps.slice(1) : steps;
  const speeds = warm.map(({ tokensPerSecond }) => tokensPerSecond).sort((a, b) => a - b);
  return {
    steps: steps.length,
    tokens: steps.at(-1)!.tokens,
    tokensPerSecond: speeds[speeds.length >> 1]!,
    firstStepSeconds,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}
