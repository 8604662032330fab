/** Which of the links the page belongs to: the longest one that its path begins with. */
export function currentLink(path: string, links: readonly string[]): string | undefined {
  return links
    .filter((link) => (link === '/' ? path === '/' || path.startsWith('/a/') : within(path, link)))
    .reduce<string | undefined>(
      (best, link) => (best && best.length >= link.length ? best : link),
      undefined,
    );
}

function within(path: string, link: string): boolean {
  return path === link || path.startsWith(`${link}/`);
}
