import type { Executor } from '../engine/executor/executor.ts';
import type { BaseModel } from '../model/base-model.ts';
import type { Adapted } from './block-graph.ts';
import { compileBlocks } from './compile-blocks.ts';
import type { Block } from './compile-blocks.ts';

/** The layers of a base model, whose weights are in memory once. */
export type BlockStore = {
  /** Makes sure that adapters of a kind can be used from now on. */
  allow(adapted: Adapted): void;
  /** Lets `work` use the blocks, which stay until it ends. */
  use<Result>(work: (blocks: readonly Block[]) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

const KINDS: readonly Adapted[] = ['none', 'lora', 'dora'];

/**
 * Compiles the layers without adapters, which is fastest; the first LoRA and the first DoRA has them compiled again for
 * any of its kind, once the old ones were let go. Every adapter after it changes nothing.
 */
export function openBlockStore(executor: Executor, model: BaseModel): BlockStore {
  let kind: Adapted = 'none';
  let current = compileBlocks(executor, model, kind);
  const users = new Map<readonly Block[], { count: number; onIdle?: () => void }>();

  const letGo = async (blocks: readonly Block[]): Promise<void> => {
    const use = users.get(blocks);
    if (use) await new Promise<void>((resolve) => (use.onIdle = resolve));
    for (const { program } of blocks) await program.release();
  };
  return {
    allow(adapted) {
      if (KINDS.indexOf(adapted) <= KINDS.indexOf(kind)) return;
      kind = adapted;
      current = current.then(letGo).then(() => compileBlocks(executor, model, adapted));
      // Whoever uses them next hears of it.
      current.catch(() => {});
    },
    async use(work) {
      // Who waits for blocks hears of them before whoever is to let them go, since it asked first.
      const blocks = await current;
      const use = users.get(blocks) ?? { count: 0 };
      use.count++;
      users.set(blocks, use);
      try {
        return await work(blocks);
      } finally {
        if (--use.count === 0) {
          users.delete(blocks);
          use.onIdle?.();
        }
      }
    },
    close: async () => letGo(await current),
  };
}
