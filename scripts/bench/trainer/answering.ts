import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** How fast a model answers, once it is open. */
export type Answering = {
  /** Tokens of the prompt, as the program counts them. */
  promptTokens: number;
  /** Prompt to first token, of each try. */
  firstTokenMs: number[];
  firstTokenCpuMs: number[];
  /** Tokens a second after the first, of each try. */
  tokensPerSecond: number[];
  /** The same by processor time: what is left of a speed on a busy machine, with one thread. */
  tokensPerCpuSecond: number[];
  peakBytes: number;
  /** The beginning of what was written, to see that both write the same. */
  written: string;
};

/** What a program is to do: `tries` answers of `maxTokens`, each with nothing remembered. */
export type AnsweringTask = { threads: number; prompt: string; maxTokens: number; tries: number };

/** 200 tokens of SmolLM2. */
export const PROMPT = `${'The quick brown fox jumps over the lazy dog and runs away. '.repeat(15)}The quick brown fox jumps`;

/** Lets a program beside this file answer in a process of its own. */
export async function measureAnswering(program: string, task: object): Promise<Answering> {
  const args = ['--no-warnings', join(import.meta.dirname, program)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const complaint = text(child.stderr);
  child.stdin.end(JSON.stringify(task));
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`${program} ended early: ${(await complaint).trim().slice(-2000)}`);
  return JSON.parse(printed) as Answering;
}
