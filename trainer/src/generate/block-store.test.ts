import { setImmediate as turn } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { parityFixture } from '../../test/parity/parity-fixture.ts';
import { ortAnswering } from '../engine/executor/ort-answering.ts';
import { openModel } from '../model/open-model.ts';
import { openBlockStore } from './block-store.ts';
import type { Block } from './compile-blocks.ts';

/** A store, and which of its programs were let go, in the order in which they were compiled. */
async function openStore() {
  const model = await openModel((await parityFixture('llama')).modelFiles);
  onTestFinished(() => model.close());
  const executor = ortAnswering(1);
  const released: boolean[] = [];
  const store = openBlockStore(
    {
      ...executor,
      async compile(graph, weights) {
        const program = await executor.compile(graph, weights);
        const at = released.push(false) - 1;
        const release = () => {
          released[at] = true;
          return program.release();
        };
        return { ...program, release };
      },
    },
    model,
  );
  return { store, released };
}

const same = (blocks: readonly Block[]) => Promise.resolve(blocks);

it('lets blocks go only when nobody uses them, and gives others after that', async () => {
  const { store, released } = await openStore();
  const { promise: work, resolve: end } = Promise.withResolvers<void>();
  let used: readonly Block[] = [];
  const reading = store.use((blocks) => {
    used = blocks;
    return work;
  });
  while (used.length === 0) await turn();
  store.allow('lora');
  const next = store.use(same);
  for (let i = 0; i < 20; i++) await turn();
  expect(released).toEqual([false]);
  end();
  await reading;
  expect(await next).not.toBe(used);
  expect(released).toEqual([true, false]);
  await store.close();
  expect(released).toEqual([true, true]);
});

it('lets who asked before use blocks that were still compiled when others were asked for', async () => {
  const { store, released } = await openStore();
  const reading = store.use(async () => {
    for (let i = 0; i < 20; i++) await turn();
    return [...released];
  });
  store.allow('lora');
  expect(await reading).toEqual([false]);
  await store.use(same);
  expect(released).toEqual([true, false]);
  await store.close();
});

it('keeps blocks that already take what is asked for', async () => {
  const { store, released } = await openStore();
  store.allow('dora');
  const blocks = await store.use(same);
  for (const kind of ['none', 'lora', 'dora'] as const) store.allow(kind);
  expect(await store.use(same)).toBe(blocks);
  expect(released).toEqual([true, false]);
  await store.close();
});

it('gives blocks back that were used in vain', async () => {
  const { store, released } = await openStore();
  await expect(store.use(() => Promise.reject(new Error('stopped')))).rejects.toThrow('stopped');
  await store.close();
  expect(released).toEqual([true]);
});
