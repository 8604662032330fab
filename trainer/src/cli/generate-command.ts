import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import type { Message } from '../data/message.ts';
import { openChat } from '../generate/open-chat.ts';
import type { Chat, CompletionEnd } from '../generate/open-chat.ts';
import { findModel } from './find-model.ts';
import { withModelOption } from './job-options.ts';
import { anyShare, positiveInteger, positiveNumber, wholeNumber } from './numbers.ts';
import { stopSignal } from './stop-signal.ts';
import type { Surroundings } from './surroundings.ts';
import { withFoundAdapter } from './with-found-adapter.ts';

const EXAMPLES = `
Examples:
  cultivar-train generate --prompt "What is a cultivar?"
  cultivar-train generate --adapter my-adapter --prompt "What is 12 times 7?" --temperature 0.7 --seed 1
  cultivar-train generate --adapter my-adapter          (a conversation; an empty line ends it)
  echo "Say hi." | cultivar-train generate --json
`;

type Flags = {
  model: string;
  adapter?: string;
  prompt?: string;
  system?: string;
  maxTokens?: number;
  temperature: number;
  topP: number;
  seed: number;
  stop?: string[];
  threads?: number;
  json?: boolean;
};

/** `generate`: an answer as it is written, or a conversation. */
export function generateCommand(surroundings: Surroundings): Command {
  const command = new Command('generate')
    .description('Answer a prompt with the base model or an adapter; without a prompt, talk.')
    .option('-a, --adapter <folder>', 'of a run that ended, or a PEFT folder')
    .option('-p, --prompt <text>', 'what is asked; default: standard input, or a conversation on a terminal')
    .option('--system <text>', 'system message')
    .option('--max-tokens <count>', 'longest answer', positiveInteger)
    .option('--temperature <number>', '0 always takes the likeliest token', anyShare, 0)
    .option('--top-p <share>', 'choose among the likeliest that make up this share', positiveNumber, 1)
    .option('--seed <number>', 'the same seed gives the same answer', wholeNumber, 0)
    .option('--stop <text...>', 'texts that end the answer')
    .option('--threads <count>', 'cores to work on', positiveInteger)
    .option('--json', 'pieces and end as lines of JSON')
    .addHelpText('after', EXAMPLES);
  return withModelOption(command).action(async (given: Flags) => {
    const flags = await withFoundAdapter(given);
    const modelFiles = await findModel(flags.model, surroundings);
    const chat = await openChat({ modelFiles, ...(flags.threads ? { threads: flags.threads } : {}) });
    const { signal, release } = stopSignal(() => undefined);
    try {
      await talk(chat, flags, signal, surroundings);
    } catch (error) {
      if (!signal.aborted) throw error;
      surroundings.out.write('\n');
    } finally {
      release();
      await chat.close();
    }
  });
}

async function talk(
  chat: Chat,
  flags: Flags,
  signal: AbortSignal,
  surroundings: Surroundings,
): Promise<void> {
  const { in: input, out } = surroundings;
  const messages: Message[] = flags.system ? [{ role: 'system', content: flags.system }] : [];
  const once = flags.prompt ?? (input.isTTY ? undefined : (await text(input)).trim());
  if (once !== undefined) {
    await answer(chat, [...messages, { role: 'user', content: once }], flags, signal, surroundings);
    return;
  }
  const lines = createInterface({ input, output: out });
  try {
    for (;;) {
      const content = await lines.question('> ', { signal });
      if (content.trim() === '') return;
      messages.push({ role: 'user', content });
      messages.push({
        role: 'assistant',
        content: await answer(chat, messages, flags, signal, surroundings),
      });
    }
  } finally {
    lines.close();
  }
}

/** Streams one answer. @returns its text */
async function answer(
  chat: Chat,
  messages: readonly Message[],
  { adapter, json, maxTokens, temperature, topP, seed, stop }: Flags,
  signal: AbortSignal,
  { out }: Surroundings,
): Promise<string> {
  const stream = chat.complete({
    ...{ messages, adapterDir: adapter, maxTokens, temperature, topP, seed, stop, signal },
  });
  let said = '';
  for (;;) {
    const next = await stream.next();
    if (next.done) {
      const end: CompletionEnd = next.value;
      out.write(json ? `${JSON.stringify({ type: 'end', ...end })}\n` : '\n');
      return said;
    }
    const { text: piece } = next.value;
    said += piece;
    if (piece !== '') out.write(json ? `${JSON.stringify({ type: 'piece', text: piece })}\n` : piece);
  }
}
