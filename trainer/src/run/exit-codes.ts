import { isRefusal } from './describe-failure.ts';
import { TrainError } from './train-error.ts';

/**
 * How the trainer's processes end: 0 finished; 1 unexpected, worth another try; 2 refused: the request or its inputs
 * are at fault and would be again; 3 diverged: the numbers left their range; 4 canceled; 5 a replayed leaf differs.
 */
export const EXIT_CODES = {
  finished: 0,
  unexpected: 1,
  refused: 2,
  diverged: 3,
  canceled: 4,
  differs: 5,
} as const;

/** The code that says what an error was. */
export function exitCodeOf(error: unknown): number {
  if (isRefusal(error)) return EXIT_CODES.refused;
  if (!(error instanceof TrainError)) return EXIT_CODES.unexpected;
  if (error.code === 'replay_differs') return EXIT_CODES.differs;
  return error.code === 'canceled' ? EXIT_CODES.canceled : EXIT_CODES.diverged;
}
