import { plainProgress } from './plain-progress.ts';
import type { Progress } from './progress.ts';
import { terminalProgress } from './terminal-progress.ts';

/** The way of showing progress that suits where the output goes: redrawn on a terminal, plain lines elsewhere. */
export function openProgress(out: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Progress {
  const nowMs = () => performance.now();
  if (!out.isTTY || env.TERM === 'dumb' || env.CI) return plainProgress((text) => out.write(text), nowMs);
  const terminal = {
    write: (text: string) => out.write(text),
    get columns() {
      return out.columns;
    },
    colors: !env.NO_COLOR && out.hasColors(),
  };
  return terminalProgress(terminal, nowMs);
}
