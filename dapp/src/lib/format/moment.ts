const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** A time to the minute, e.g. `21 Nov 2026, 13:16`. */
export function moment(timeMs: number): string {
  return MOMENT.format(timeMs);
}
