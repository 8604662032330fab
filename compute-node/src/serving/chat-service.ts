import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { trainerCommand } from '../sandbox/trainer-command.ts';
import { answerStream } from './answer-stream.ts';
import type { AnswerStream } from './answer-stream.ts';
import { ChatBusyError } from './chat-busy-error.ts';
import type { ChatEnd, ChatJob, FromChat, ToChat } from './chat-wire.ts';

/** Answers in a process of its own, so that the API never waits for a model. */
export type ChatService = {
  /**
   * Streams an answer; the return value says how it ended. One is written at a time, others wait in line.
   *
   * @throws ChatBusyError when the line is full, ChatFailedError when the answer cannot be given.
   */
  complete(job: ChatJob, signal: AbortSignal): AsyncGenerator<string, ChatEnd>;
  /** Answers being written or waited for. */
  depth(): number;
};

/** What the service needs. */
export type ChatServiceOptions = {
  sandbox: Sandbox;
  /** Folders it may read: models and adapters. */
  readable: readonly string[];
  logger: Logger;
  signal: AbortSignal;
  maxWaiting: number;
};

/** Makes the service; its process starts with the first question, and again after a crash. */
export function chatService(options: ChatServiceOptions): ChatService {
  const answers = new Map<number, AnswerStream>();
  const queue: { id: number; job: ChatJob }[] = [];
  let current: number | undefined;
  let child: ChildProcess | undefined;
  let lastId = 0;

  options.signal.addEventListener('abort', () => child?.kill('SIGKILL'), { once: true });

  function send(message: ToChat): void {
    child ??= start();
    child.stdin!.write(`${JSON.stringify(message)}\n`);
  }

  function next(): void {
    if (current !== undefined) return;
    const turn = queue.shift();
    if (turn === undefined) return;
    current = turn.id;
    send({ id: turn.id, type: 'complete', job: turn.job });
  }

  function finish(id: number): void {
    answers.delete(id);
    const waiting = queue.findIndex((turn) => turn.id === id);
    if (waiting >= 0) queue.splice(waiting, 1);
    if (current === id) current = undefined;
    next();
  }

  function start(): ChildProcess {
    const entry = fileURLToPath(new URL('./chat-process.ts', import.meta.url));
    const { command, read } = trainerCommand();
    const paths = { read: [...read, dirname(dirname(entry)), ...options.readable], write: [] };
    const [program, ...args] = options.sandbox.wrap([command[0]!, '--no-warnings', entry], paths);
    const started = spawn(program!, args, {
      // The fourth is the sandbox's info; 'ignore' would leave it closed, and bubblewrap dies of that.
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      env: { PATH: '/usr/bin:/bin', ORT_DISABLE_TELEMETRY: '1' },
    });
    (started.stdio[3] as Readable).resume();
    let stderr = '';
    started.stderr!.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-2_000)));
    started.stdin!.on('error', () => undefined);
    createInterface({ input: started.stdout!, crlfDelay: Infinity }).on('line', hear);
    const ended = (why: string): void => {
      if (child !== started) return;
      child = undefined;
      if (!options.signal.aborted) options.logger.error({ why, stderr }, 'the answering process ended');
      const broken = current;
      if (broken === undefined) return;
      const answer = answers.get(broken);
      if (answer === undefined) finish(broken);
      else answer.fail({ name: 'ChatProcessError', message: 'the answering process ended' });
    };
    started.once('error', (error) => ended(error.message));
    started.once('close', (code, signal) => ended(`code ${code}, signal ${signal}`));
    return started;
  }

  function hear(line: string): void {
    const message = JSON.parse(line) as FromChat;
    const answer = answers.get(message.id);
    if (message.type === 'piece') answer?.push(message.text);
    else if (message.type === 'end') answer?.end(message);
    else answer?.fail(message);
    if (message.type !== 'piece' && answer === undefined && current === message.id) finish(message.id);
  }

  return {
    depth: () => answers.size,
    async *complete(job, signal) {
      signal.throwIfAborted();
      if (queue.length >= options.maxWaiting) throw new ChatBusyError(queue.length);
      const id = ++lastId;
      const answer = answerStream();
      answers.set(id, answer);
      const abort = (): void => {
        if (current === id) send({ id, type: 'abort' });
        answer.fail({ name: 'AbortError', message: 'the reader left' });
      };
      signal.addEventListener('abort', abort, { once: true });
      queue.push({ id, job });
      next();
      try {
        return yield* answer.read();
      } finally {
        signal.removeEventListener('abort', abort);
        // An answer nobody reads to its end keeps its turn until the process has noticed.
        if (current === id && !answer.ended) {
          answers.delete(id);
          send({ id, type: 'abort' });
        } else finish(id);
      }
    },
  };
}
