import { text } from 'node:stream/consumers';
import { openChat } from '@cultivar/trainer';
import type { TrainRequest } from '@cultivar/trainer';
import type { AnsweringTask } from './answering.ts';
import { takeTimes } from './take-times.ts';

// A process: an `AnsweringTask` with the model's files in, an `Answering` out.
const task = JSON.parse(await text(process.stdin)) as AnsweringTask & {
  modelFiles: TrainRequest['modelFiles'];
};
const { modelFiles, threads, prompt, maxTokens } = task;
const chat = await openChat({ modelFiles, threads });
let pieces: string[] = [];
const answering = await takeTimes(task, chat.countTokens(prompt), answer, () => pieces.join(''));
await chat.close();
process.stdout.write(JSON.stringify(answering));

async function* answer(): AsyncGenerator<number> {
  pieces = [];
  for await (const { tokenId, text: piece } of chat.complete({ prompt, maxTokens })) {
    pieces.push(piece);
    yield tokenId;
  }
}
