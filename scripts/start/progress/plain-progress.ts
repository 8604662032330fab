import type { Progress, ProgressStep } from './progress.ts';

/** Details of one step are not printed more often than this. */
const DETAIL_EVERY_MS = 5_000;

/**
 * Progress as plain lines, for a log or a pipe: nothing is redrawn, no colour.
 *
 * @param nowMs a clock that only goes forward
 */
export function plainProgress(write: (text: string) => void, nowMs: () => number): Progress {
  let streaming = false;
  const line = (text: string) => {
    write(`${streaming ? '\n' : ''}${text}\n`);
    streaming = false;
  };
  return {
    heading: (text) => line(`\n${text}`),
    line,
    end() {},
    step(title): ProgressStep {
      const startedMs = nowMs();
      let saidMs = -Infinity;
      const finish = (mark: string, text: string) =>
        line(`${mark} ${title}${text ? `: ${text}` : ''} (${((nowMs() - startedMs) / 1000).toFixed(1)} s)`);
      return {
        detail(text) {
          if (nowMs() - saidMs < DETAIL_EVERY_MS) return;
          saidMs = nowMs();
          line(`  ${title}: ${text}`);
        },
        stream(label) {
          line(`  ${label}`);
          return {
            write(piece) {
              write(streaming ? piece : `    ${piece}`);
              streaming = true;
            },
          };
        },
        done: (text = '') => finish('ok', text),
        fail: (text) => finish('failed', text),
      };
    },
  };
}
