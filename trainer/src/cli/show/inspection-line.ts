import type { DatasetFiles } from '../../data/dataset-files.ts';

/** What an inspection has found, as a line of JSON for programs. */
export function inspectionLine(found: object, datasets: readonly DatasetFiles[]): string {
  const formats = datasets.map(({ format }) => format);
  return `${JSON.stringify({ type: 'inspection', formats, ...found })}\n`;
}
