import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readPeftAdapter } from '../src/adapter/read-peft-adapter.ts';
import { ortCpu } from '../src/engine/executor/ort-cpu.ts';
import { exportSafetensors } from '../src/export/export-safetensors.ts';
import { openChat } from '../src/generate/open-chat.ts';
import type { CompletionRequest } from '../src/generate/open-chat.ts';
import { openGenerator } from '../src/generate/open-generator.ts';
import { textMemory } from '../src/generate/text-memory.ts';
import { openModel } from '../src/model/open-model.ts';
import { PARITY_ARCHITECTURES, parityFixture } from './parity/parity-fixture.ts';
import { folderFiles } from './support/folder-files.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const furthest = (a: Float32Array, b: Float32Array) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

describe.each(PARITY_ARCHITECTURES)('texts that a %s continues together', (architecture) => {
  it('have the logits of each alone, whatever their length', async () => {
    const { modelFiles, adapterDir, ids } = await parityFixture(architecture);
    const model = await openModel(modelFiles);
    const { config } = model;
    const generator = await openGenerator(ortCpu(1), model);
    onTestFinished(async () => {
      await generator.close();
      await model.close();
    });
    const adapter = await generator.prepare(await readPeftAdapter(adapterDir, config));
    const begins = [ids[0]!.slice(0, 3), ids[1]!.slice(0, 12), ids[1]!.slice(4, 9)];
    const open = async () =>
      Promise.all(
        begins.map(async (prompt) => {
          const memory = textMemory(config, 24);
          await generator.read(prompt, memory, adapter);
          return memory;
        }),
      );
    const [together, alone] = [await open(), await open()];
    for (let step = 0; step < 3; step++) {
      const next = [ids[0]![15 + step]!, ids[0]![5 + step]!, ids[1]![20 - step]!];
      const texts = next.map((id, i) => ({ id, memory: together[i]! }));
      const logits = await generator.readTogether(texts, adapter);
      for (const [i, id] of next.entries()) {
        expect(furthest(logits[i]!, await generator.read([id], alone[i]!, adapter))).toBeLessThan(1e-5);
      }
    }
    expect(together.map(({ tokens }) => tokens)).toEqual([6, 15, 8]);
  });
});

async function llama() {
  const { modelFiles, adapterDir } = await parityFixture('llama');
  const chat = await openChat({ modelFiles, threads: 1 });
  onTestFinished(() => chat.close());
  const answer = async (request: CompletionRequest) => {
    const tokens: number[] = [];
    for await (const { tokenId } of chat.complete(request)) tokens.push(tokenId);
    return tokens;
  };
  return { chat, answer, modelFiles, adapterDir };
}

describe('a chat', () => {
  it('writes the same together and one after another, with adapters mixed', async () => {
    const { answer, adapterDir } = await llama();
    const requests: CompletionRequest[] = [
      { prompt: 'the cat sat', maxTokens: 12 },
      { prompt: 'one and two', maxTokens: 5, adapterDir },
      { prompt: 'that is what', maxTokens: 9, temperature: 0.8, seed: 3 },
      { prompt: 'the others', maxTokens: 12, adapterDir },
    ];
    const alone: number[][] = [];
    for (const request of requests) alone.push(await answer(request));
    expect(await Promise.all(requests.map(answer))).toEqual(alone);
  });

  it('goes on with the others when one of them is aborted', async () => {
    const { answer } = await llama();
    const stop = new AbortController();
    const [kept, aborted] = [
      answer({ prompt: 'the cat sat', maxTokens: 12 }),
      answer({ prompt: 'one and two', maxTokens: 12, signal: stop.signal }),
    ];
    setTimeout(() => stop.abort(), 1);
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    expect(await kept).toEqual(await answer({ prompt: 'the cat sat', maxTokens: 12 }));
  });

  it('scores an answer as its tokens follow one another, and the likeliest highest', async () => {
    const { chat, adapterDir } = await llama();
    const messages = [{ role: 'user', content: 'the cat' }] as const;
    const [written] = await chat.score({ messages }, ['sat']);
    const [again, other] = await chat.score({ messages }, ['sat', 'mat there']);
    expect(again).toEqual(written);
    expect(written).toMatchObject({ bytes: 3, tokens: expect.any(Number) as number });
    expect(written!.logLikelihood).toBeLessThan(0);
    expect(other!.logLikelihood).not.toBe(written!.logLikelihood);
    const [adapted] = await chat.score({ messages, adapterDir }, ['sat']);
    expect(adapted!.logLikelihood).not.toBe(written!.logLikelihood);
  });

  it('scores an adapter as it scores the model that it was merged into', async () => {
    const { chat, modelFiles, adapterDir } = await llama();
    const outDir = join(await temporaryFolder(), 'merged');
    await exportSafetensors({ modelFiles, adapterDir, outDir });
    const merged = await openChat({ modelFiles: await folderFiles(outDir), threads: 1 });
    onTestFinished(() => merged.close());
    const messages = [{ role: 'user', content: 'the cat' }] as const;
    const answers = ['sat on the mat', 'too'];
    const [apart, one] = [
      await chat.score({ messages, adapterDir }, answers),
      await merged.score({ messages }, answers),
    ];
    for (const [i, { logLikelihood }] of one.entries()) {
      expect(apart[i]!.logLikelihood).toBeCloseTo(logLikelihood, 3);
    }
  });
});
