import { processFigures } from '../rounds/process-figures.ts';
import type { Answering, AnsweringTask } from './answering.ts';

/**
 * Lets a program answer once unmeasured and then as often as it is asked to.
 *
 * @param answer Writes tokens one after another, with nothing remembered of earlier answers.
 */
export async function takeTimes(
  { maxTokens, tries }: AnsweringTask,
  promptTokens: number,
  answer: () => AsyncIterable<number>,
  decode: (ids: number[]) => string,
): Promise<Answering> {
  const times: Pick<
    Answering,
    'firstTokenMs' | 'firstTokenCpuMs' | 'tokensPerSecond' | 'tokensPerCpuSecond'
  > = {
    ...{ firstTokenMs: [], firstTokenCpuMs: [], tokensPerSecond: [], tokensPerCpuSecond: [] },
  };
  let written: number[] = [];
  for (let attempt = 0; attempt <= tries; attempt++) {
    const started = now();
    let [first, last] = [started, started];
    written = [];
    for await (const id of answer()) {
      last = now();
      if (written.push(id) === 1) first = last;
      if (written.length === maxTokens) break;
    }
    if (attempt === 0) continue;
    const rest = 1000 * (written.length - 1);
    times.firstTokenMs.push(first.ms - started.ms);
    times.firstTokenCpuMs.push(first.cpuMs - started.cpuMs);
    times.tokensPerSecond.push(rest / (last.ms - first.ms));
    times.tokensPerCpuSecond.push(rest / (last.cpuMs - first.cpuMs));
  }
  const { peakBytes } = await processFigures(process.pid);
  return {
    ...{ ...times, promptTokens, peakBytes },
    written: decode(written).slice(0, 60),
  };
}

function now(): { ms: number; cpuMs: number } {
  const { user, system } = process.cpuUsage();
  return { ms: performance.now(), cpuMs: (user + system) / 1000 };
}
