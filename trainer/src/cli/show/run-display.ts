import type { TrainEvent } from '@cultivar/sdk/spec';
import type { Surroundings } from '../surroundings.ts';
import { timeWords } from './time-words.ts';

/** How a run is shown. */
export type RunDisplay = { onEvent(event: TrainEvent): void; say(line: string): void };

const BAR = 24;
const CLEAR_LINE = '\r\u001b[K';

/** A bar that moves, on a terminal; the events as lines of JSON, elsewhere. */
export function runDisplay({ out }: Pick<Surroundings, 'out'>): RunDisplay {
  if (!out.isTTY) {
    return { onEvent: (event) => void out.write(`${JSON.stringify(event)}\n`), say: () => undefined };
  }
  let steps = 0;
  let bar = '';
  const say = (line: string) => void out.write(`${CLEAR_LINE}${line}\n${bar}`);
  const draw = (text: string) => {
    bar = text.slice(0, (out.columns ?? 80) - 1);
    out.write(CLEAR_LINE + bar);
  };
  const end = (line: string) => {
    bar = '';
    say(line);
  };
  return {
    say,
    onEvent(event) {
      switch (event.type) {
        case 'started':
          ({ steps } = event);
          if (event.resumedFromStep > 0) say(`going on after step ${event.resumedFromStep}`);
          say(
            `${event.rows} rows, ${event.heldOutRows} held out, ${event.skippedRows} left out; ` +
              `${event.trainableParameters} parameters are trained by ${event.engine}`,
          );
          break;
        case 'step': {
          const done = Math.round((event.step / steps) * BAR);
          const rate = `${event.tokensPerSecond.toFixed(0)} tok/s`;
          draw(
            `${'█'.repeat(done)}${'░'.repeat(BAR - done)} ${event.step}/${steps}  loss ${event.loss.toFixed(4)}` +
              `  ${rate}  ${timeWords(event.secondsLeft)} left`,
          );
          break;
        }
        case 'eval':
          say(
            `step ${event.step}: held-out loss ${event.heldOutLoss.toFixed(4)}, ` +
              (event.preference
                ? `the better answer ahead in ${(100 * event.preference.accuracy).toFixed(0)} % of pairs`
                : `perplexity ${Math.exp(event.heldOutLoss).toFixed(2)}`),
          );
          break;
        case 'warning':
          say(`warning: ${event.message}`);
          break;
        case 'finished':
          if (event.plannedSteps !== undefined)
            say(`ended before step ${event.plannedSteps}: the held-out loss no longer fell`);
          end(
            `${event.steps} steps in ${timeWords(event.seconds)}, ${event.tokensPerSecond.toFixed(0)} tok/s, ` +
              `at most ${(event.peakMemoryBytes / 1e9).toFixed(2)} GB`,
          );
          break;
        case 'failed':
          // Told by whoever called, with what to do.
          draw('');
          break;
        case 'checkpoint':
          break;
      }
    },
  };
}
