import { describe, expect, it } from 'vitest';
import { conversationReducer, messagesFor, reopened } from './conversation.ts';
import type { Conversation, ConversationAction } from './conversation.ts';

const EMPTY: Conversation = { id: 'c', startedAtMs: 0, turns: [] };
const both = ['left', 'right'] as const;
const run = (...actions: ConversationAction[]) => actions.reduce(conversationReducer, EMPTY);
const ask = (turnId: string, question = turnId): ConversationAction => ({
  type: 'ask',
  turnId,
  question,
  lanes: both,
});
const text = (turnId: string, lane: 'left' | 'right', piece: string, atMs = 5): ConversationAction => ({
  type: 'text',
  turnId,
  lane,
  text: piece,
  atMs,
});
const end = (turnId: string, lane: 'left' | 'right'): ConversationAction => ({
  type: 'end',
  turnId,
  lane,
  answer: { state: 'done', tokens: 2, totalMs: 9 },
});

describe('conversation', () => {
  it('gathers the pieces of each lane apart and keeps the time of the first', () => {
    const state = run(
      ask('a'),
      text('a', 'left', 'He', 5),
      text('a', 'right', 'X', 7),
      text('a', 'left', 'llo', 8),
    );
    expect(state.turns[0]!.answers.left).toMatchObject({ text: 'Hello', firstTokenMs: 5 });
    expect(state.turns[0]!.answers.right).toMatchObject({ text: 'X', firstTokenMs: 7 });
  });

  it('takes nothing more for an answer that has ended', () => {
    const state = run(ask('a'), text('a', 'left', 'one'), end('a', 'left'), text('a', 'left', 'late'));
    expect(state.turns[0]!.answers.left).toMatchObject({ text: 'one', state: 'done' });
  });

  it('asks one lane again without touching the other', () => {
    const before = [
      ask('a'),
      text('a', 'left', 'l'),
      end('a', 'left'),
      text('a', 'right', 'r'),
      end('a', 'right'),
    ];
    const state = run(...before, { type: 'again', turnId: 'a', lanes: ['left'] });
    expect(state.turns[0]!.answers.left).toEqual({ text: '', state: 'streaming' });
    expect(state.turns[0]!.answers.right).toMatchObject({ text: 'r', state: 'done' });
  });

  it('drops what followed an edited question', () => {
    const state = run(ask('a'), ask('b'), { type: 'edit', turnId: 'a', question: 'new', lanes: ['left'] });
    expect(state.turns.map((turn) => turn.question)).toEqual(['new']);
    expect(Object.keys(state.turns[0]!.answers)).toEqual(['left']);
  });

  it('sends each lane its own history, with the system prompt first', () => {
    const state = run(
      ask('a', 'Q1'),
      text('a', 'left', 'L1'),
      text('a', 'right', 'R1'),
      end('a', 'left'),
      ask('b', 'Q2'),
    );
    expect(messagesFor(state, 'left', 'b', 'Be brief.')).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Q1' },
      { role: 'assistant', content: 'L1' },
      { role: 'user', content: 'Q2' },
    ]);
    expect(messagesFor(state, 'right', 'a', ' ')).toEqual([{ role: 'user', content: 'Q1' }]);
  });

  it('reopens a half-streamed answer as stopped', () => {
    const state = reopened(run(ask('a'), text('a', 'left', 'half')));
    expect(state.turns[0]!.answers.left).toMatchObject({ text: 'half', state: 'stopped' });
  });
});
