import { answeringExecutor } from '#answering-executor';
import { readPeftAdapter } from '../adapter/read-peft-adapter.ts';
import { compileChatTemplate } from '../data/chat-template.ts';
import type { Message } from '../data/message.ts';
import { philoxStream } from '../data/philox.ts';
import type { ModelFile } from '../model/model-file.ts';
import { openModel } from '../model/open-model.ts';
import { chooseToken } from './choose-token.ts';
import { GenerationError } from './generation-error.ts';
import { openGenerator } from './open-generator.ts';
import type { ReadyAdapter } from './generator.ts';
import { logProbability } from './log-probability.ts';
import { sharedSteps } from './shared-steps.ts';
import { textMemory } from './text-memory.ts';
import { textStream } from './text-stream.ts';

/** What to continue, and how. */
export type CompletionRequest = {
  /** PEFT directory of the adapter to use; absent: the base model alone. */
  adapterDir?: string | undefined;
  /** Default: what the context leaves, at most 512. */
  maxTokens?: number | undefined;
  /** Default 0: always the likeliest token. */
  temperature?: number | undefined;
  topP?: number | undefined;
  /** Seeds the sampling; the same seed gives the same answer. */
  seed?: number | undefined;
  /** Texts that end the answer; they are not part of it. */
  stop?: readonly string[] | undefined;
  signal?: AbortSignal | undefined;
} & ({ messages: readonly Message[] } | { prompt: string });

/** A piece of an answer as it is written. `text` holds whole characters, and may be empty. */
export type CompletionPiece = { text: string; tokenId: number };

/** How an answer ended. */
export type CompletionEnd = { reason: 'stop' | 'length'; promptTokens: number; completionTokens: number };

/** An open model that answers. */
export type Chat = {
  /**
   * Streams an answer; the generator's return value says how it ended.
   *
   * @throws GenerationError, TemplateError, ModelFileError (adapter), or the signal's reason.
   */
  complete(request: CompletionRequest): AsyncGenerator<CompletionPiece, CompletionEnd>;
  /** Tokens of a text. */
  countTokens(text: string): number;
  /** Most tokens that prompt and answer may have together. */
  readonly contextLength: number;
  close(): Promise<void>;
};

/** How likely a model finds an answer. */
export type AnswerScore = { logLikelihood: number; tokens: number; bytes: number };

/** A chat that also says how likely it finds answers that are given. */
export type ScoringChat = Chat & {
  /** Scores each answer as the assistant's next turn, its end not counted. @throws as `complete` */
  score(
    request: Pick<CompletionRequest, 'adapterDir' | 'signal'> & { messages: readonly Message[] },
    answers: readonly string[],
  ): Promise<AnswerScore[]>;
};

const DEFAULT_MAX_TOKENS = 512;
/** Adapters kept ready. */
const MAX_ADAPTERS = 8;

/**
 * Opens a model for answering. Calls may overlap; they share the weights.
 *
 * @param options.today What the chat template may print as the date, YYYY-MM-DD.
 * @throws ModelFileError
 */
export async function openChat(options: {
  modelFiles: readonly ModelFile[];
  threads?: number;
  today?: string;
}): Promise<ScoringChat> {
  const model = await openModel(options.modelFiles);
  const generator = await openGenerator(await answeringExecutor(options.threads), model);
  const steps = sharedSteps(generator);
  const { tokenizer, config, specialTokens } = model;
  const name = (id: number | null | undefined) => (id == null ? '' : tokenizer.decode([id]));
  const template = compileChatTemplate(model.chatTemplate, {
    date: options.today ?? new Date().toISOString().slice(0, 10),
    bosToken: name(specialTokens.bos),
    eosToken: name(specialTokens.endOfTurn[0]),
  });
  const ready = new Map<string, Promise<ReadyAdapter>>();
  const adapterAt = (dir = ''): Promise<ReadyAdapter> => {
    const known = ready.get(dir) ?? prepare(dir);
    // Last used stands last; the oldest goes first.
    ready.delete(dir);
    ready.set(dir, known);
    known.catch(() => ready.delete(dir));
    if (ready.size > MAX_ADAPTERS) ready.delete(ready.keys().next().value!);
    return known;
  };
  const prepare = async (dir: string) =>
    generator.prepare(dir === '' ? undefined : await readPeftAdapter(dir, config));

  return {
    contextLength: config.contextLength,
    countTokens: (text) => tokenizer.encode(text).length,
    async *complete(request) {
      const { signal, temperature = 0, topP = 1, seed = 0 } = request;
      const text = 'prompt' in request ? request.prompt : template.render(request.messages, { answer: true });
      const prompt = tokenizer.encode(text);
      const room = config.contextLength - prompt.length;
      if (prompt.length === 0) throw new GenerationError('empty_prompt', 0, config.contextLength);
      if (room < 1) throw new GenerationError('context_length', prompt.length, config.contextLength);
      const limit = Math.min(room, request.maxTokens ?? DEFAULT_MAX_TOKENS);
      const adapter = await adapterAt(request.adapterDir);
      const memory = textMemory(config, prompt.length + limit);
      const random = philoxStream(seed, 0);
      const stream = textStream((ids) => tokenizer.decode(ids), request.stop ?? []);
      const end = (reason: CompletionEnd['reason'], completionTokens: number): CompletionEnd => ({
        ...{ reason, completionTokens },
        promptTokens: prompt.length,
      });
      let logits = await generator.read(prompt, memory, adapter, signal);
      steps.enter();
      try {
        for (let count = 1; ; count++) {
          const tokenId = chooseToken(logits, { temperature, topP }, random.uint32() / 2 ** 32);
          if (specialTokens.endOfTurn.includes(tokenId)) {
            yield { text: stream.end(), tokenId };
            return end('stop', count);
          }
          const piece = stream.push(tokenId);
          if (count === limit && !stream.stopped) {
            yield { text: piece + stream.end(), tokenId };
            return end('length', count);
          }
          yield { text: piece, tokenId };
          if (stream.stopped) return end('stop', count);
          logits = await steps.step(tokenId, memory, adapter, signal);
        }
      } finally {
        steps.leave();
      }
    },
    async score({ messages, adapterDir, signal }, answers) {
      const text = template.render(messages, { answer: true });
      const prompt = tokenizer.encode(text);
      const adapter = await adapterAt(adapterDir);
      const wholes = answers.map((answer) => tokenizer.encode(text + answer));
      const longest = Math.max(...wholes.map(({ length }) => length));
      if (longest > config.contextLength)
        throw new GenerationError('context_length', longest, config.contextLength);
      const memory = textMemory(config, Math.max(prompt.length, longest));
      await generator.read(prompt.slice(0, -1), memory, adapter, signal);
      // An answer may merge with the prompt's last token: what it shares with the prompt is not scored.
      const begins = wholes.map((whole) => {
        const differs = prompt.findIndex((id, at) => whole[at] !== id);
        return differs < 0 ? prompt.length : Math.max(1, differs);
      });
      const shared = Math.min(...begins);
      const scores: AnswerScore[] = [];
      for (const [i, whole] of wholes.entries()) {
        memory.tokens = shared - 1;
        let logLikelihood = 0;
        for (let at = shared; at < whole.length; at++) {
          const logits = await generator.read([whole[at - 1]!], memory, adapter, signal);
          if (at >= begins[i]!) logLikelihood += logProbability(logits, whole[at]!);
        }
        const bytes = new TextEncoder().encode(answers[i]).length;
        scores.push({ logLikelihood, tokens: whole.length - begins[i]!, bytes });
      }
      return scores;
    },
    async close() {
      await generator.close();
      await model.close();
    },
  };
}
