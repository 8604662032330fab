import type { Generator, ReadyAdapter } from './generator.ts';
import type { TextMemory } from './text-memory.ts';

/** Lets texts that are written at the same time go through the layers together. */
export type SharedSteps = {
  /** Says that a text begins to be written; it is followed by `leave`. */
  enter(): void;
  /** Reads the token that was written last; gives the logits of the next. */
  step(id: number, memory: TextMemory, adapter: ReadyAdapter, signal?: AbortSignal): Promise<Float32Array>;
  leave(): void;
};

type Waiting = {
  id: number;
  memory: TextMemory;
  adapter: ReadyAdapter;
  signal: AbortSignal | undefined;
  resolve(logits: Float32Array): void;
  reject(reason: unknown): void;
};

/**
 * Gathers steps: a text that is alone goes at once, of several a step begins when all wait for one, or when those that
 * do have waited for the others' readers to come back. Texts with the same adapter share a step.
 */
export function sharedSteps(generator: Pick<Generator, 'read' | 'readTogether'>): SharedSteps {
  let writers = 0;
  let isRunning = false;
  let waiting: Waiting[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const run = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    isRunning = true;
    const now = waiting;
    waiting = [];
    for (const group of Map.groupBy(now, ({ adapter }) => adapter).values()) await runGroup(generator, group);
    isRunning = false;
    consider();
  };
  const consider = (): void => {
    if (isRunning || waiting.length === 0) return;
    if (waiting.length >= writers) void run();
    else timer ??= setTimeout(() => void run(), 0);
  };
  return {
    enter: () => void writers++,
    step: (id, memory, adapter, signal) =>
      new Promise((resolve, reject) => {
        waiting.push({ id, memory, adapter, signal, resolve, reject });
        consider();
      }),
    leave() {
      writers--;
      consider();
    },
  };
}

async function runGroup(
  generator: Pick<Generator, 'read' | 'readTogether'>,
  group: readonly Waiting[],
): Promise<void> {
  const texts = group.filter(({ signal, reject }) => {
    if (signal?.aborted) reject(signal.reason);
    return !signal?.aborted;
  });
  const [first] = texts;
  if (!first) return;
  try {
    if (texts.length === 1) {
      first.resolve(await generator.read([first.id], first.memory, first.adapter, first.signal));
      return;
    }
    const logits = await generator.readTogether(texts, first.adapter);
    for (const [i, { resolve }] of texts.entries()) resolve(logits[i]!);
  } catch (error) {
    for (const { reject } of texts) reject(error);
  }
}
