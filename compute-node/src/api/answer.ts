import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { ProblemError } from '../http/problem-error.ts';
import { ChatBusyError } from '../serving/chat-busy-error.ts';
import { ChatFailedError } from '../serving/chat-failed-error.ts';
import type { ChatEnd, ChatJob } from '../serving/chat-wire.ts';
import { ModelUnavailableError } from '../serving/model-unavailable-error.ts';
import { ANSWER_SHAPES } from './answer-shapes.ts';
import type { AnswerHead, AnswerShape } from './answer-shapes.ts';
import type { ApiContext } from './api-context.ts';

/** What both endpoints ask for. */
export type Asked = {
  model: string;
  stream: boolean;
  stream_options?: { include_usage?: boolean | undefined } | undefined;
  max_tokens: number;
  temperature: number;
  top_p: number;
  seed?: number | undefined;
  stop?: string[] | undefined;
};

/** What to continue. */
export type Question = Pick<Extract<ChatJob, { messages: unknown }>, 'messages'> | { prompt: string };

/** Answers a question, whole or piece by piece. A reader who leaves stops the writing. */
export async function answer(
  context: ApiContext,
  asked: Asked,
  question: Question,
  shapeName: 'chat' | 'text',
  request: Request,
  response: Response,
): Promise<void> {
  const left = new AbortController();
  response.once('close', () => left.abort());
  const head: AnswerHead = {
    id: `${shapeName === 'chat' ? 'chatcmpl' : 'cmpl'}-${randomUUID()}`,
    created: Math.floor(context.now() / 1000),
    model: asked.model,
  };
  try {
    const pieces = context.chat.complete(await jobOf(context, asked, question), left.signal);
    const shape = ANSWER_SHAPES[shapeName];
    const end = asked.stream
      ? await stream(pieces, shape, head, asked, response)
      : await whole(pieces, shape, head, response);
    context.metrics.answers.inc({ outcome: end.reason });
    context.metrics.answerTokens.inc(end.completionTokens);
  } catch (error) {
    context.metrics.answers.inc({ outcome: left.signal.aborted ? 'left' : 'failed' });
    if (left.signal.aborted) return;
    const problem = asProblem(error);
    if (!response.headersSent) throw problem ?? error;
    // The status is gone: the stream itself says that it broke, in the place where clients look.
    context.logger.warn({ err: error, path: request.path }, 'an answer broke off');
    const message = problem?.message ?? 'the answer broke off';
    response.end(`data: ${JSON.stringify({ error: { message, type: 'server_error' } })}\n\n`);
  }
}

async function jobOf({ catalog }: ApiContext, asked: Asked, question: Question): Promise<ChatJob> {
  const { modelFiles, adapterDir } = await catalog.open(asked.model);
  return {
    ...question,
    modelFiles,
    ...(adapterDir === undefined ? {} : { adapterDir }),
    maxTokens: asked.max_tokens,
    temperature: asked.temperature,
    topP: asked.top_p,
    ...(asked.seed === undefined ? {} : { seed: asked.seed }),
    ...(asked.stop === undefined ? {} : { stop: asked.stop }),
  };
}

async function stream(
  pieces: AsyncGenerator<string, ChatEnd>,
  shape: AnswerShape,
  head: AnswerHead,
  { stream_options }: Asked,
  response: Response,
): Promise<ChatEnd> {
  // The first piece decides: what fails before it is still an ordinary error with a status.
  let next = await pieces.next();
  response.status(200).set({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const send = (data: unknown): boolean => response.write(`data: ${JSON.stringify(data)}\n\n`);
  if (shape.first !== undefined) send(shape.first(head));
  for (; next.done !== true; next = await pieces.next()) send(shape.piece(head, next.value));
  send(shape.last(head, next.value));
  if (stream_options?.include_usage === true) send(shape.usage(head, next.value));
  response.end('data: [DONE]\n\n');
  return next.value;
}

async function whole(
  pieces: AsyncGenerator<string, ChatEnd>,
  shape: AnswerShape,
  head: AnswerHead,
  response: Response,
): Promise<ChatEnd> {
  let text = '';
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) {
      response.json(shape.whole(head, text, next.value));
      return next.value;
    }
    text += next.value;
  }
}

function asProblem(error: unknown): ProblemError | undefined {
  if (error instanceof ModelUnavailableError) {
    const status = error.code === 'content-unavailable' ? 503 : 404;
    return new ProblemError(status, `model-${error.code}`, 'This model cannot answer here', error.message);
  }
  if (error instanceof ChatBusyError) {
    return new ProblemError(503, 'busy', 'Too many questions at once', error.message);
  }
  if (error instanceof ChatFailedError) {
    const theirs = error.reason === 'GenerationError' || error.reason === 'TemplateError';
    return new ProblemError(theirs ? 400 : 500, error.code ?? 'answer-failed', 'No answer', error.message);
  }
  return undefined;
}
