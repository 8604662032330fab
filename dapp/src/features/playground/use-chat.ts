import { useCallback, useEffect, useReducer, useRef } from 'react';
import { useConfig } from '../../lib/use-config.ts';
import { conversationReducer, messagesFor } from './conversation.ts';
import type { Conversation, Lane } from './conversation.ts';
import { frameBatch } from './frame-batch.ts';
import type { Settings } from './settings.ts';
import { streamChat } from './stream-chat.ts';

/** Which model each lane asks. A lane without one is not asked. */
export type LaneModels = Partial<Record<Lane, string>>;

type ChatParameters = { start: Conversation; models: LaneModels; settings: Settings };

/** A conversation with one or two models that answer at the same time. */
export function useChat({ start, models, settings }: ChatParameters) {
  const { nodeUrl } = useConfig();
  const [conversation, dispatch] = useReducer(conversationReducer, start);
  const latest = useRef(conversation);
  useEffect(() => {
    latest.current = conversation;
  }, [conversation]);
  const running = useRef(new Map<Lane, AbortController>());
  const lanes = (['left', 'right'] as const).filter((lane) => models[lane] !== undefined);

  const answer = useCallback(
    async (lane: Lane, turnId: string, held: Conversation) => {
      const model = models[lane];
      if (model === undefined) return;
      running.current.get(lane)?.abort();
      const stop = new AbortController();
      running.current.set(lane, stop);
      const startedMs = performance.now();
      const sinceMs = () => Math.round(performance.now() - startedMs);
      const batch = frameBatch((text) => dispatch({ type: 'text', turnId, lane, text, atMs: sinceMs() }));
      const end = (answerEnd: Parameters<typeof dispatch>[0] & { type: 'end' }) => {
        batch.flush();
        dispatch(answerEnd);
        if (running.current.get(lane) === stop) running.current.delete(lane);
      };
      try {
        const counted = await streamChat({
          nodeUrl,
          request: {
            model,
            messages: messagesFor(held, lane, turnId, settings.systemPrompt),
            temperature: settings.temperature,
            top_p: settings.topP,
            max_tokens: settings.maxTokens,
            seed: settings.seed,
          },
          signal: stop.signal,
          onText: batch.push,
        });
        end({ type: 'end', turnId, lane, answer: { state: 'done', totalMs: sinceMs(), ...counted } });
      } catch (error) {
        const stopped = stop.signal.aborted;
        const message = error instanceof Error ? error.message : String(error);
        end({
          type: 'end',
          turnId,
          lane,
          answer: {
            state: stopped ? 'stopped' : 'failed',
            totalMs: sinceMs(),
            ...(!stopped && { error: message }),
          },
        });
      }
    },
    [models, nodeUrl, settings],
  );

  const run = (action: Parameters<typeof dispatch>[0] & { turnId: string; lanes: readonly Lane[] }) => {
    const held = conversationReducer(latest.current, action);
    dispatch(action);
    for (const lane of action.lanes) void answer(lane, action.turnId, held);
  };

  useEffect(() => {
    const held = running.current;
    return () => {
      for (const controller of held.values()) controller.abort();
    };
  }, []);

  return {
    conversation,
    ask: (question: string) => run({ type: 'ask', turnId: crypto.randomUUID(), question, lanes }),
    edit: (turnId: string, question: string) => run({ type: 'edit', turnId, question, lanes }),
    again: (turnId: string, lane: Lane) => run({ type: 'again', turnId, lanes: [lane] }),
    stop(lane: Lane) {
      running.current.get(lane)?.abort();
    },
    open(next: Conversation) {
      for (const controller of running.current.values()) controller.abort();
      dispatch({ type: 'open', conversation: next });
    },
  };
}
