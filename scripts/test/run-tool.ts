import { spawn } from 'node:child_process';

/**
 * Runs a tool with its output shown as it comes.
 *
 * @param options.command what runs `args`; default this Node
 * @returns its exit code and what it printed
 */
export async function runTool(
  args: readonly string[],
  options: { root: string; env?: Record<string, string>; command?: string },
): Promise<{ code: number; output: string }> {
  const { root, env, command = process.execPath } = options;
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      to.write(text);
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
  return { code, output };
}
