import { createRequire } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { AnsweringTask } from './answering.ts';
import { takeTimes } from './take-times.ts';

// A process: an `AnsweringTask` with a GGUF file in, an `Answering` of node-llama-cpp's prebuilt binary out.

/** The part of node-llama-cpp (https://node-llama-cpp.withcat.ai) that is called. */
type NodeLlamaCpp = {
  getLlama(options: object): Promise<{
    loadModel(options: object): Promise<{
      tokenize(text: string, special: boolean): number[];
      detokenize(ids: number[]): string;
      createContext(options: object): Promise<{
        getSequence(): {
          clearHistory(): Promise<void>;
          evaluate(ids: number[], options: object): AsyncGenerator<number>;
        };
      }>;
    }>;
    dispose(): Promise<void>;
  }>;
};

const task = JSON.parse(await text(process.stdin)) as AnsweringTask & { peers: string; modelPath: string };
const { peers, modelPath, threads, prompt, maxTokens } = task;
const entry = createRequire(join(peers, 'package.json')).resolve('node-llama-cpp');
const { getLlama } = (await import(pathToFileURL(entry).href)) as NodeLlamaCpp;
const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error', maxThreads: threads });
const model = await llama.loadModel({ modelPath, gpuLayers: 0 });
const ids = model.tokenize(prompt, false);
const contextSize = ids.length + maxTokens;
const context = await model.createContext({ contextSize, batchSize: contextSize, threads });
const sequence = context.getSequence();
const answering = await takeTimes(task, ids.length, answer, (written) => model.detokenize(written));
await llama.dispose();
process.stdout.write(JSON.stringify(answering));

async function* answer(): AsyncGenerator<number> {
  await sequence.clearHistory();
  yield* sequence.evaluate(ids, { temperature: 0 });
}
