import type { ChatMessage } from '@cultivar/sdk';
import type { LocalFile } from '../jobs/fetch-inputs.ts';

/** What to answer, with which files. */
export type ChatJob = {
  modelFiles: LocalFile[];
  adapterDir?: string;
  maxTokens: number;
  temperature: number;
  topP: number;
  seed?: number;
  stop?: string[];
} & ({ messages: ChatMessage[] } | { prompt: string });

/** How an answer ended. `decodeMs`: from the first token to the last. */
export type ChatEnd = {
  reason: 'stop' | 'length';
  promptTokens: number;
  completionTokens: number;
  decodeMs: number;
};

/** One line from the node to the process that answers. */
export type ToChat = { id: number; type: 'complete'; job: ChatJob } | { id: number; type: 'abort' };

/** One line back. */
export type FromChat =
  | { id: number; type: 'piece'; text: string }
  | ({ id: number; type: 'end' } & ChatEnd)
  | { id: number; type: 'failed'; name: string; code?: string; message: string };
