import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ortCpu } from '../src/engine/executor/ort-cpu.ts';
import { openGenerator } from '../src/generate/open-generator.ts';
import { textMemory } from '../src/generate/text-memory.ts';
import { GenerationError, openChat, runTraining } from '../src/index.ts';
import type { Chat, CompletionEnd, CompletionRequest } from '../src/index.ts';
import { openModel } from '../src/model/open-model.ts';
import { ggufBytes } from './support/gguf-bytes.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { TINY_CONFIG } from './support/tiny-config.ts';
import { tinyGgufMetadata, tinyGgufTensors } from './support/tiny-gguf.ts';
import { tinyJob } from './support/tiny-job.ts';

async function tinyModelFiles() {
  const path = join(await temporaryFolder(), 'tiny.gguf');
  await writeFile(path, ggufBytes(tinyGgufMetadata(), tinyGgufTensors()));
  return [{ name: 'tiny.gguf', path }];
}

async function tinyChat(): Promise<Chat> {
  const chat = await openChat({ modelFiles: await tinyModelFiles(), threads: 1 });
  onTestFinished(() => chat.close());
  return chat;
}

async function answer(chat: Chat, request: CompletionRequest) {
  const pieces = chat.complete(request);
  const ids: number[] = [];
  let text = '';
  for (;;) {
    const { done, value } = await pieces.next();
    if (done) return { ids, text, end: value satisfies CompletionEnd };
    ids.push(value.tokenId);
    text += value.text;
  }
}

const likeliest = (logits: Float32Array) => logits.indexOf(Math.max(...logits));

describe('continuing a text', { timeout: 120_000 }, () => {
  it('with remembered keys and values gives the logits of reading everything again', async () => {
    const model = await openModel(await tinyModelFiles());
    const generator = await openGenerator(ortCpu(1), model);
    onTestFinished(async () => {
      await generator.close();
      await model.close();
    });
    const base = await generator.prepare();
    const memory = textMemory(TINY_CONFIG, 32);
    const ids = [5, 80, 120, 7, 33];
    let logits = await generator.read(ids, memory, base);
    for (let i = 0; i < 12; i++) {
      const fresh = await generator.read(ids, textMemory(TINY_CONFIG, 32), base);
      expect(likeliest(logits)).toBe(likeliest(fresh));
      expect(Math.max(...logits.map((logit, id) => Math.abs(logit - fresh[id]!)))).toBeLessThan(1e-5);
      ids.push(likeliest(logits));
      logits = await generator.read(ids.slice(-1), memory, base);
    }
    expect(memory.tokens).toBe(ids.length);
  });

  it('ends after so many tokens and says so', async () => {
    const { ids, end } = await answer(await tinyChat(), { prompt: 'one two', maxTokens: 6 });
    expect(ids).toHaveLength(6);
    expect(end).toMatchObject({ reason: 'length', completionTokens: 6 });
  });

  it('answers the same with a seed, differently with another', async () => {
    const chat = await tinyChat();
    const request = { prompt: 'one two', maxTokens: 12, temperature: 1 };
    const first = await answer(chat, { ...request, seed: 1 });
    expect((await answer(chat, { ...request, seed: 1 })).ids).toEqual(first.ids);
    expect((await answer(chat, { ...request, seed: 2 })).ids).not.toEqual(first.ids);
  });

  it('keeps answers apart that are written at the same time', async () => {
    const chat = await tinyChat();
    const prompts = ['one', 'two three', 'four five six'];
    const alone = [];
    for (const prompt of prompts) alone.push((await answer(chat, { prompt, maxTokens: 8 })).ids);
    const together = await Promise.all(prompts.map((prompt) => answer(chat, { prompt, maxTokens: 8 })));
    expect(together.map(({ ids }) => ids)).toEqual(alone);
  });

  it('uses an adapter for the request that names it, and for no other', async () => {
    const job = await tinyJob({ steps: 20, optimizer: { name: 'adamw', learningRate: 0.05 } });
    const { adapterDir } = await runTraining(job);
    const chat = await tinyChat();
    const messages = [{ role: 'user', content: '3 + 2' }] as const;
    const base = await answer(chat, { messages, maxTokens: 8 });
    const adapted = await answer(chat, { messages, maxTokens: 8, adapterDir });
    expect(adapted.ids).not.toEqual(base.ids);
    expect((await answer(chat, { messages, maxTokens: 8 })).ids).toEqual(base.ids);
  });

  it('stops at a stop string', async () => {
    const chat = await tinyChat();
    const { text } = await answer(chat, { prompt: 'one', maxTokens: 12 });
    const stop = text.slice(3, 5);
    const stopped = await answer(chat, { prompt: 'one', maxTokens: 12, stop: [stop] });
    expect(stopped.text).toBe(text.slice(0, text.indexOf(stop)));
    expect(stopped.end.reason).toBe('stop');
  });

  it('ends at once when it is aborted', async () => {
    const stop = new AbortController();
    const pieces = (await tinyChat()).complete({ prompt: 'one', maxTokens: 100, signal: stop.signal });
    await pieces.next();
    stop.abort();
    await expect(pieces.next()).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('refuses a prompt that fills the context', async () => {
    const asked = answer(await tinyChat(), { prompt: 'word '.repeat(400) });
    await expect(asked).rejects.toThrow(GenerationError);
    await expect(asked).rejects.toMatchObject({ code: 'context_length', contextLength: 128 });
  });
});
