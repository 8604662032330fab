import type { Surroundings } from '../surroundings.ts';

/** Says what was written and where: in words on a terminal, as a line of JSON elsewhere. */
export function showExport(
  written: { format: string; type: string; path: string },
  { out }: Pick<Surroundings, 'out'>,
): void {
  const { format, type, path } = written;
  out.write(
    out.isTTY
      ? `${format} (${type}) is in ${path}\n`
      : `${JSON.stringify({ type: 'exported', format, dtype: type, path })}\n`,
  );
}
