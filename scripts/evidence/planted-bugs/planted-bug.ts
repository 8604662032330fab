/** A known mistake, as a change of the sources. */
export type PlantedBug = {
  /** Short, in words joined by hyphens. */
  name: string;
  /** What goes wrong, in one sentence. */
  harm: string;
  /** Each anchor stands exactly once in its file, from `contracts/` on. */
  changes: readonly { file: string; find: string; replace: string }[];
};

/** A change has no place in the sources: they have moved on, and the bug has to follow. */
export class AnchorError extends Error {
  override readonly name = 'AnchorError';
  readonly bug: string;
  readonly file: string;
  readonly found: number;

  constructor(bug: string, file: string, anchor: string, found: number) {
    super(`${bug}: "${anchor}" stands ${found} times in ${file}, not once`);
    this.bug = bug;
    this.file = file;
    this.found = found;
  }
}

/**
 * The sources with a bug in them, by path from the root.
 *
 * @param read gives the content of a file
 * @throws AnchorError
 */
export function plant({ name, changes }: PlantedBug, read: (path: string) => string): Record<string, string> {
  const planted: Record<string, string> = {};
  for (const { file, find, replace } of changes) {
    const path = `contracts/${file}`;
    const content = planted[path] ?? read(path);
    const found = content.split(find).length - 1;
    if (found !== 1) throw new AnchorError(name, path, find, found);
    planted[path] = content.replace(find, () => replace);
  }
  return planted;
}
