import { TemplateError } from './template-error.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/**
 * Python's `strftime` for the midnight (UTC) that begins `date`, with English names whatever the machine's language.
 *
 * @param date YYYY-MM-DD.
 * @throws TemplateError `syntax` for a directive that is not known.
 */
export function formatPinnedDate(date: string, format: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  const two = (n: number) => String(n).padStart(2, '0');
  const year = at.getUTCFullYear();
  const month = MONTHS[at.getUTCMonth()]!;
  const day = DAYS[at.getUTCDay()]!;
  const values: Record<string, string> = {
    Y: String(year),
    y: two(year % 100),
    m: two(at.getUTCMonth() + 1),
    d: two(at.getUTCDate()),
    B: month,
    b: month.slice(0, 3),
    A: day,
    a: day.slice(0, 3),
    H: '00',
    M: '00',
    S: '00',
    '%': '%',
  };
  return format.replace(/%(.?)/gs, (directive, letter: string) => {
    const value = values[letter];
    if (value === undefined) throw new TemplateError('syntax', `strftime_now does not know ${directive}`);
    return value;
  });
}
