/** The page has no place for a part. */
export class MissingPlaceError extends Error {
  override readonly name = 'MissingPlaceError';
  readonly place: string;

  constructor(place: string) {
    super(`the page has no <!-- ${place} --> ... <!-- end ${place} -->`);
    this.place = place;
  }
}

/**
 * Puts generated parts between their marks in a page, whatever stood there.
 *
 * @throws MissingPlaceError
 */
export function fillPage(page: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((filled, [place, text]) => {
    const [start, end] = [`<!-- ${place} -->`, `<!-- end ${place} -->`];
    const from = filled.indexOf(start);
    const to = filled.indexOf(end, from);
    if (from < 0 || to < 0) throw new MissingPlaceError(place);
    return `${filled.slice(0, from + start.length)}\n${text}\n${filled.slice(to)}`;
  }, page);
}
