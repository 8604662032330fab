const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** The day of a time, e.g. `21 Nov 2026`. */
export function calendarDay(timeMs: number): string {
  return DAY.format(timeMs);
}
