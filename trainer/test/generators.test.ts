import { describe, expect, it, onTestFinished } from 'vitest';
import type { LoraAdapter } from '../src/adapter/lora-adapter.ts';
import { readPeftAdapter } from '../src/adapter/read-peft-adapter.ts';
import type { Executor } from '../src/engine/executor/executor.ts';
import { ortAnswering } from '../src/engine/executor/ort-answering.ts';
import { readWasm } from '../src/engine/executor/wasm/read-wasm.ts';
import { wasm } from '../src/engine/executor/wasm/wasm.ts';
import type { Generator } from '../src/generate/generator.ts';
import { openLayeredGenerator } from '../src/generate/open-layered-generator.ts';
import { openGenerator } from '../src/generate/open-generator.ts';
import { openPackedGenerator } from '../src/generate/open-packed-generator.ts';
import { textMemory } from '../src/generate/text-memory.ts';
import type { BaseModel } from '../src/model/base-model.ts';
import { openModel } from '../src/model/open-model.ts';
import { PARITY_ARCHITECTURES, parityFixture } from './parity/parity-fixture.ts';
import { variantFixture } from './parity/variant-fixture.ts';

const furthest = (a: Float32Array, b: Float32Array) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
const likeliest = (logits: Float32Array) => logits.indexOf(Math.max(...logits));

async function opened(model: BaseModel, open: (model: BaseModel) => Promise<Generator>): Promise<Generator> {
  const generator = await open(model);
  onTestFinished(() => generator.close());
  return generator;
}

async function fixtureModel(modelFiles: Parameters<typeof openModel>[0]): Promise<BaseModel> {
  const model = await openModel(modelFiles);
  onTestFinished(() => model.close());
  return model;
}

/** The logits of a prompt, of a token after it, and of one of each of two texts together. */
async function logitsOf(generator: Generator, model: BaseModel, ids: readonly number[], lora?: LoraAdapter) {
  const adapter = await generator.prepare(lora);
  const [first, second] = [textMemory(model.config, 24), textMemory(model.config, 16)];
  const logits = [await generator.read(ids.slice(0, 14), first, adapter)];
  logits.push(await generator.read(ids.slice(14, 15), first, adapter));
  await generator.read(ids.slice(3, 8), second, adapter);
  for (const at of [15, 16]) {
    const texts = [first, second].map((memory, t) => ({ id: ids[at - 7 * t]!, memory }));
    logits.push(...(await generator.readTogether(texts, adapter)));
  }
  return logits;
}

/** The text that is likeliest after a prompt. */
async function written(generator: Generator, { config }: BaseModel, prompt: readonly number[]) {
  const base = await generator.prepare();
  const memory = textMemory(config, prompt.length + 12);
  const ids: number[] = [];
  for (let next = prompt; ids.length < 12; next = ids.slice(-1)) {
    ids.push(likeliest(await generator.read(next, memory, base)));
  }
  return ids;
}

describe.each(PARITY_ARCHITECTURES)('a generator of %s', (architecture) => {
  it('gives the same logits with its weights taken in and as inputs', async () => {
    const { modelFiles, adapterDir, ids } = await parityFixture(architecture);
    const model = await fixtureModel(modelFiles);
    const executor = ortAnswering(1);
    const packed = await opened(model, () => openPackedGenerator(executor, model));
    const layered = await opened(model, () => openLayeredGenerator(executor, model));
    for (const adapter of [undefined, await readPeftAdapter(adapterDir, model.config)]) {
      const [ours, theirs] = [
        await logitsOf(packed, model, ids[0]!, adapter),
        await logitsOf(layered, model, ids[0]!, adapter),
      ];
      expect(ours).toHaveLength(6);
      for (const [i, logits] of ours.entries()) expect(furthest(logits, theirs[i]!)).toBeLessThan(1e-5);
    }
  });
});

it('goes on with texts together while another of their adapter is read', async () => {
  const { modelFiles, ids } = await parityFixture('llama');
  const model = await fixtureModel(modelFiles);
  const generator = await opened(model, () => openPackedGenerator(ortAnswering(1), model));
  const base = await generator.prepare();
  const prompt = (from: number, to: number, memory = textMemory(model.config, 24)) =>
    generator.read(ids[0]!.slice(from, to), memory, base);
  const together = async (beside?: () => Promise<Float32Array>) => {
    const memories = [textMemory(model.config, 24), textMemory(model.config, 24)];
    await prompt(0, 9, memories[0]);
    await prompt(3, 8, memories[1]);
    const logits: Float32Array[] = [];
    for (const at of [9, 10]) {
      const texts = memories.map((memory) => ({ id: ids[0]![at]!, memory }));
      const [found] = await Promise.all([generator.readTogether(texts, base), beside?.()]);
      logits.push(...found);
    }
    return logits;
  };
  const alone = await together();
  const busy = await together(() => prompt(2, 12));
  for (const [i, logits] of busy.entries()) expect(furthest(logits, alone[i]!)).toBeLessThan(1e-5);
});

it('writes the same with one thread, with two, and in WebAssembly', async () => {
  const { modelFiles, greedy } = await parityFixture('llama');
  const model = await fixtureModel(modelFiles);
  const texts: number[][] = [];
  for (const executor of [ortAnswering(1), ortAnswering(2), wasm(readWasm)]) {
    texts.push(
      await written(await opened(model, () => openGenerator(executor, model)), model, greedy.prompt),
    );
  }
  expect(texts[0]!.slice(0, greedy.written.length)).toEqual(greedy.written.slice(0, 12));
  expect(texts.slice(1)).toEqual([texts[0], texts[0]]);
});

/** An executor that counts the programs that hold weights: the head, and here a single block. */
function counting(executor: Executor): { executor: Executor; held: { now: number; most: number } } {
  const held = { now: 0, most: 0 };
  return {
    held,
    executor: {
      ...executor,
      async compile(graph, weights) {
        const program = await executor.compile(graph, weights);
        const holds = Object.keys(weights ?? {}).length > 0;
        if (holds) held.most = Math.max(held.most, ++held.now);
        return {
          ...program,
          async release() {
            await program.release();
            if (holds) held.now--;
          },
        };
      },
    },
  };
}

it('holds the weights once, whatever adapters come while a text is read', async () => {
  const { modelFiles, adapterDir, ids } = await variantFixture('dora');
  const model = await fixtureModel(modelFiles);
  const dora = await readPeftAdapter(adapterDir, model.config);
  const lora: LoraAdapter = { ...dora, dora: undefined };
  const { executor, held } = counting(ortAnswering(1));
  const generator = await openPackedGenerator(executor, model);
  const base = await generator.prepare();
  const read = (adapter: Awaited<ReturnType<typeof generator.prepare>>) =>
    generator.read(ids[0]!.slice(0, 9), textMemory(model.config, 9), adapter);
  const before = await read(base);
  const [during, adapted, scaled] = await Promise.all([
    Promise.all([read(base), read(base)]),
    generator.prepare(lora).then(read),
    generator.prepare(dora).then(read),
  ]);
  for (const logits of [...during, await read(base)]) {
    expect(furthest(logits, before)).toBeLessThan(1e-5);
  }
  expect(await read(await generator.prepare(lora))).toEqual(await read(await generator.prepare(lora)));
  expect(furthest(adapted, await read(await generator.prepare(lora)))).toBeLessThan(1e-5);
  expect(furthest(adapted, before)).toBeGreaterThan(1e-3);
  expect(furthest(scaled, adapted)).toBeGreaterThan(1e-4);
  expect(held).toEqual({ now: 2, most: 2 });
  await generator.close();
  expect(held.now).toBe(0);
});
