import type { ChatMessage } from '@cultivar/sdk';

/** An answer of one model. */
export type Answer = {
  text: string;
  state: 'streaming' | 'done' | 'stopped' | 'failed';
  /** Why it failed, in plain words. */
  error?: string;
  /** Milliseconds from asking to the first piece of text. */
  firstTokenMs?: number;
  /** Milliseconds from asking to the end. */
  totalMs?: number;
  /** Tokens as the node counted them, once it has said so. */
  tokens?: number;
  promptTokens?: number;
  /** Of the decoding alone, as the node measured it. */
  tokensPerSecond?: number;
};

/** One question with the answer of each lane that was asked. */
export type Turn = { id: string; question: string; answers: Partial<Record<Lane, Answer>> };

/** A column of the playground: the base model, or the adapter beside it. */
export type Lane = 'left' | 'right';

/** A conversation: questions in order, one history a lane. */
export type Conversation = { id: string; startedAtMs: number; turns: Turn[] };

export type ConversationAction =
  | { type: 'ask'; turnId: string; question: string; lanes: readonly Lane[] }
  | { type: 'text'; turnId: string; lane: Lane; text: string; atMs: number }
  | { type: 'end'; turnId: string; lane: Lane; answer: Omit<Answer, 'text' | 'firstTokenMs'> }
  | { type: 'again'; turnId: string; lanes: readonly Lane[] }
  | { type: 'edit'; turnId: string; question: string; lanes: readonly Lane[] }
  | { type: 'open'; conversation: Conversation };

/** Applies an action. Editing a question or asking again drops the turns that followed it. */
export function conversationReducer(state: Conversation, action: ConversationAction): Conversation {
  switch (action.type) {
    case 'open':
      return action.conversation;
    case 'ask':
      return {
        ...state,
        turns: [
          ...state.turns,
          { id: action.turnId, question: action.question, answers: fresh(action.lanes) },
        ],
      };
    case 'edit':
    case 'again': {
      const at = state.turns.findIndex((turn) => turn.id === action.turnId);
      const turn = state.turns[at];
      if (turn === undefined) return state;
      const question = action.type === 'edit' ? action.question : turn.question;
      const kept = action.type === 'edit' ? {} : turn.answers;
      return {
        ...state,
        turns: [
          ...state.turns.slice(0, at),
          { ...turn, question, answers: { ...kept, ...fresh(action.lanes) } },
        ],
      };
    }
    case 'text':
      return withAnswer(state, action.turnId, action.lane, (answer) => ({
        ...answer,
        text: answer.text + action.text,
        ...(answer.firstTokenMs === undefined && { firstTokenMs: action.atMs }),
      }));
    case 'end':
      return withAnswer(state, action.turnId, action.lane, (answer) => ({ ...answer, ...action.answer }));
  }
}

/** What a lane has heard so far, up to and with the question of `turnId`: the messages to send. */
export function messagesFor(
  conversation: Conversation,
  lane: Lane,
  turnId: string,
  systemPrompt: string,
): ChatMessage[] {
  const messages: ChatMessage[] = systemPrompt.trim() ? [{ role: 'system', content: systemPrompt }] : [];
  for (const turn of conversation.turns) {
    messages.push({ role: 'user', content: turn.question });
    if (turn.id === turnId) break;
    const answer = turn.answers[lane];
    if (answer?.text) messages.push({ role: 'assistant', content: answer.text });
  }
  return messages;
}

/** A stored conversation as it is reopened: what was streaming when the page closed was stopped by that. */
export function reopened(conversation: Conversation): Conversation {
  const turns = conversation.turns.map((turn) => ({
    ...turn,
    answers: Object.fromEntries(
      Object.entries(turn.answers).map(([lane, answer]) => [
        lane,
        answer.state === 'streaming' ? { ...answer, state: 'stopped' as const } : answer,
      ]),
    ),
  }));
  return { ...conversation, turns };
}

function fresh(lanes: readonly Lane[]): Turn['answers'] {
  return Object.fromEntries(lanes.map((lane) => [lane, { text: '', state: 'streaming' }]));
}

function withAnswer(
  state: Conversation,
  turnId: string,
  lane: Lane,
  change: (answer: Answer) => Answer,
): Conversation {
  const turns = state.turns.map((turn) => {
    const answer = turn.answers[lane];
    if (turn.id !== turnId || answer?.state !== 'streaming') return turn;
    return { ...turn, answers: { ...turn.answers, [lane]: change(answer) } };
  });
  return { ...state, turns };
}
