import type { Message } from './message.ts';

/** A function offered to the assistant, as OpenAI describes it: `{ type, function: { name, … } }`. */
export type ToolDefinition = { function: { name: string } } & Record<string, unknown>;

/** Turns of a conversation, and the functions offered in it. */
export type ConversationExample = { kind: 'conversation'; messages: Message[]; tools?: ToolDefinition[] };

/** One prompt with a better and a worse way to go on. */
export type PreferenceExample = {
  kind: 'preference';
  prompt: Message[];
  chosen: Message[];
  rejected: Message[];
};

/** What a row of a dataset teaches. */
export type Example = ConversationExample | { kind: 'text'; text: string } | PreferenceExample;
