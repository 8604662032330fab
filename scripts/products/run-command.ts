import { spawn } from 'node:child_process';

/** A program ended with a failure. `lastLines` is the end of what it printed. */
export class CommandFailedError extends Error {
  override readonly name = 'CommandFailedError';
  readonly command: string;
  readonly exitCode: number | null;
  readonly lastLines: string;

  constructor(command: string, exitCode: number | null, output: string) {
    const lastLines = output.trimEnd().split('\n').slice(-30).join('\n');
    super(`${command} failed${exitCode === null ? '' : ` with code ${exitCode}`}:\n${lastLines}`);
    this.command = command;
    this.exitCode = exitCode;
    this.lastLines = lastLines;
  }
}

export type CommandOptions = {
  cwd: string;
  env?: Record<string, string>;
  /** Aborting it ends the program. */
  signal?: AbortSignal;
  /** Hears what it prints, as it comes. */
  onOutput?: (text: string) => void;
};

/**
 * Runs a program to its end.
 *
 * @returns what it printed, both streams in the order they came
 * @throws CommandFailedError
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env, signal, onOutput }: CommandOptions,
): Promise<string> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      onOutput?.(text);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const name = `${command.split('/').at(-1)} ${args.map((arg) => arg.split('/').at(-1)).join(' ')}`;
  if (code !== 0) throw new CommandFailedError(name, code, output);
  return output;
}
