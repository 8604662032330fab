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
  const [firstTokenMs, tokensPerSecond]: [number[], number[]] = [[], []];
  let written: number[] = [];
  for (let attempt = 0; attempt <= tries; attempt++) {
    const started = performance.now();
    let [first, last] = [0, 0];
    written = [];
    for await (const id of answer()) {
      last = performance.now();
      if (written.push(id) === 1) first = last;
      if (written.length === maxTokens) break;
    }
    if (attempt === 0) continue;
    firstTokenMs.push(first - started);
    tokensPerSecond.push(((written.length - 1) / (last - first)) * 1000);
  }
  const { peakBytes } = await processFigures(process.pid);
  return {
    ...{ promptTokens, firstTokenMs, tokensPerSecond, peakBytes },
    written: decode(written).slice(0, 60),
  };
}
