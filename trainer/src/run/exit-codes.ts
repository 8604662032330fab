import { isRefusal } from './describe-failure.ts';
import { TrainError } from './train-error.ts';

/**
 * How the trainer's processes end: 0 finished; 1 unexpected, worth another try; 2 refused: the request or its inputs
 * are at fault and would be again; 3 diverged: the numbers left their range; 4 canceled.
 */
export const EXIT_CODES = { finished: 0, unexpected: 1, refused: 2, diverged: 3, canceled: 4 } as const;

/** The code that says what an error was. */
export function exitCodeOf(error: unknown): number {
  if (isRefusal(error)) return EXIT_CODES.refused;
  if (!(error instanceof TrainError)) return EXIT_CODES.unexpected;
  return error.code === 'canceled' ? EXIT_CODES.canceled : EXIT_CODES.diverged;
}
