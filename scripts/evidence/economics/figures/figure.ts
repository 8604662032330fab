import type { Chart } from '../plot/chart.ts';

/** A chart with the name of its file, without ending. */
export type Figure = { name: string; chart: Chart };
