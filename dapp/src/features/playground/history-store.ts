import { z } from 'zod';
import type { Conversation } from './conversation.ts';
import { reopened } from './conversation.ts';
import { DEFAULT_SETTINGS, settingsSchema } from './settings.ts';
import type { Settings } from './settings.ts';

const KEY = 'cultivar.playground';
/** Conversations kept on this device. */
const KEPT = 30;

const answerSchema = z.object({
  text: z.string(),
  state: z.enum(['streaming', 'done', 'stopped', 'failed']),
  error: z.string().optional(),
  firstTokenMs: z.number().optional(),
  totalMs: z.number().optional(),
  tokens: z.number().optional(),
  promptTokens: z.number().optional(),
  tokensPerSecond: z.number().optional(),
});
const conversationSchema = z.object({
  id: z.string(),
  startedAtMs: z.number(),
  turns: z.array(
    z.object({
      id: z.string(),
      question: z.string(),
      answers: z.object({ left: answerSchema.optional(), right: answerSchema.optional() }),
    }),
  ),
});
const keptSchema = z.object({ settings: settingsSchema, conversations: z.array(conversationSchema) });

/** What the playground keeps on this device: nothing of it is sent anywhere but to the node that is asked. */
export type Kept = { settings: Settings; conversations: Conversation[] };

/** What an earlier visit left, newest conversation first. */
export function loadKept(storage: Storage): Kept {
  try {
    const kept = keptSchema.parse(JSON.parse(storage.getItem(KEY) ?? ''));
    return { ...kept, conversations: (kept.conversations as Conversation[]).map(reopened) };
  } catch {
    // Nothing kept, or something that is not ours: begin anew.
    return { settings: DEFAULT_SETTINGS, conversations: [] };
  }
}

/** Keeps the settings and the conversation, in front of the others; an empty one is not kept. */
export function keepConversation(storage: Storage, settings: Settings, conversation: Conversation): void {
  const others = loadKept(storage).conversations.filter(({ id }) => id !== conversation.id);
  const conversations = conversation.turns.length > 0 ? [conversation, ...others] : others;
  try {
    storage.setItem(KEY, JSON.stringify({ settings, conversations: conversations.slice(0, KEPT) }));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    storage.setItem(KEY, JSON.stringify({ settings, conversations: conversations.slice(0, 1) }));
  }
}
