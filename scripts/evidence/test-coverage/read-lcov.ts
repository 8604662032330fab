/** How often each line ran, by file, from a report in lcov's form. */
export function readLcov(text: string): Map<string, Map<number, number>> {
  const files = new Map<string, Map<number, number>>();
  let lines = new Map<number, number>();
  for (const entry of text.split('\n')) {
    const [kind, value = ''] = entry.split(/:(.*)/);
    if (kind === 'SF') files.set(value, (lines = new Map()));
    if (kind !== 'DA') continue;
    const [line, count] = value.split(',').map(Number);
    lines.set(line!, count!);
  }
  return files;
}
