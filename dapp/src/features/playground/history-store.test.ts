import { expect, it } from 'vitest';
import { memoryStorage } from '../../../test/memory-storage.ts';
import { keepConversation, loadKept } from './history-store.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

const conversation = (id: string) => ({
  id,
  startedAtMs: 1,
  turns: [{ id: 't', question: 'Q', answers: { left: { text: 'half', state: 'streaming' as const } } }],
});

it('gives back settings and conversations, the last one first and nothing still streaming', () => {
  const storage = memoryStorage();
  keepConversation(storage, DEFAULT_SETTINGS, conversation('a'));
  keepConversation(storage, { ...DEFAULT_SETTINGS, seed: 7 }, conversation('b'));
  keepConversation(storage, { ...DEFAULT_SETTINGS, seed: 7 }, conversation('a'));
  const kept = loadKept(storage);
  expect(kept.conversations.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(kept.conversations[0]!.turns[0]!.answers.left?.state).toBe('stopped');
  expect(kept.settings.seed).toBe(7);
});

it('begins anew where something else is kept', () => {
  expect(loadKept(memoryStorage({ 'cultivar.playground': '[1]' }))).toEqual({
    settings: DEFAULT_SETTINGS,
    conversations: [],
  });
});

it('does not keep an empty conversation', () => {
  const storage = memoryStorage();
  keepConversation(storage, DEFAULT_SETTINGS, { id: 'e', startedAtMs: 1, turns: [] });
  expect(loadKept(storage).conversations).toEqual([]);
});
