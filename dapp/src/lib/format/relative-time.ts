const STEPS = [
  [60, 'min'],
  [3600, 'h'],
  [86_400, 'd'],
] as const;

/**
 * How long ago, in one unit; older than a week the date instead.
 *
 * @param timeMs Milliseconds since the Unix epoch.
 */
export function relativeTime(timeMs: number, nowMs: number): string {
  const seconds = Math.floor((nowMs - timeMs) / 1000);
  if (seconds < 60) return 'just now';
  if (seconds >= 7 * 86_400) return calendarDate(timeMs, nowMs);
  const [size, unit] = STEPS.findLast(([step]) => seconds >= step) ?? STEPS[0];
  return `${Math.floor(seconds / size)} ${unit} ago`;
}

function calendarDate(timeMs: number, nowMs: number): string {
  const sameYear = new Date(timeMs).getFullYear() === new Date(nowMs).getFullYear();
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(timeMs);
}
