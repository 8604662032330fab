import type { TrainEvent } from '@cultivar/sdk/spec';
import { byteSize } from '../../lib/format/byte-size.ts';
import { duration } from '../../lib/format/duration.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { rate } from './rate.ts';

/** An event as one line of the log. */
export type EventLine = {
  seq: number;
  timeMs: number;
  word: string;
  text: string;
  tone?: 'warn' | 'danger' | 'ok';
};

/** What an event says, in one line. */
export function eventLine(event: TrainEvent): EventLine {
  const line = { seq: event.seq, timeMs: event.timeMs, word: event.type as string };
  switch (event.type) {
    case 'started': {
      const resumed = event.resumedFromStep > 0 ? `, resumed from step ${event.resumedFromStep}` : '';
      const skipped = event.skippedRows > 0 ? `, ${event.skippedRows} rows set aside` : '';
      return {
        ...line,
        text: `${event.engine}, ${event.rows} rows, ${event.heldOutRows} held out${skipped}, ${event.steps} steps${resumed}`,
      };
    }
    case 'step':
      return {
        ...line,
        text: `n=${event.step} loss=${event.loss.toFixed(4)} lr=${rate(event.learningRate)} |g|=${event.gradNorm.toFixed(2)} ${Math.round(event.tokensPerSecond)} tok/s`,
      };
    case 'eval':
      return { ...line, text: `step ${event.step}, held out ${event.heldOutLoss.toFixed(4)}`, tone: 'ok' };
    case 'checkpoint':
      return { ...line, text: `step ${event.step}, leaf ${event.leaf} ${shortHex(event.leafHash)}` };
    case 'warning':
      return { ...line, text: event.message, tone: 'warn' };
    case 'failed':
      return { ...line, text: `${event.message} ${event.hint}`.trim(), tone: 'danger' };
    case 'finished':
      return {
        ...line,
        text: `${event.steps} steps in ${duration(event.seconds)}, ${Math.round(event.tokensPerSecond)} tok/s, peak ${byteSize(event.peakMemoryBytes)}`,
        tone: 'ok',
      };
  }
}
