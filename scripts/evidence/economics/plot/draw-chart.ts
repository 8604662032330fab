import type { Axis, Chart, Series } from './chart.ts';
import { placeOn } from './place-on.ts';
import { STYLE } from './style.ts';
import { ticks } from './ticks.ts';

const WIDTH = 760;
const PLOT = { left: 78, right: 520, top: 44, bottom: 332 };
const HEIGHT = 388;

/** A chart as the text of an SVG file, the same bytes for the same chart. */
export function drawChart(chart: Chart): string {
  const x = placeOn(chart.x, PLOT.left, PLOT.right);
  const y = placeOn(chart.y, PLOT.bottom, PLOT.top);
  const colours = coloursOf(chart.series);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(chart.title)}">`,
    `<style>${STYLE}</style>`,
    `<rect class="back" width="${WIDTH}" height="${HEIGHT}" rx="6"/>`,
    `<text class="title" x="${PLOT.left}" y="26">${escape(chart.title)}</text>`,
    ...drawGrid(chart, x, y),
    `<clipPath id="plot"><rect x="${PLOT.left}" y="${PLOT.top}" width="${PLOT.right - PLOT.left}" height="${PLOT.bottom - PLOT.top}"/></clipPath>`,
    '<g clip-path="url(#plot)">',
    ...chart.series.map((series, i) => drawSeries(series, colours[i]!, x, y)),
    '</g>',
    ...drawMarks(chart, x),
    ...chart.series.map((series, i) => drawKey(series, colours[i]!, i)),
    '</svg>\n',
  ].join('\n');
}

/** Dots belong to the line before them. */
function coloursOf(series: readonly Series[]): number[] {
  let colour = -1;
  return series.map(({ drawn }) => (drawn === 'dots' && colour >= 0 ? colour : ++colour));
}

function drawGrid(chart: Chart, x: (value: number) => number, y: (value: number) => number): string[] {
  const middle = (PLOT.left + PLOT.right) / 2;
  const half = (PLOT.top + PLOT.bottom) / 2;
  return [
    ...ticks(chart.y).flatMap((value) => [
      `<line class="${value === 0 ? 'axis' : 'grid'}" x1="${PLOT.left}" x2="${PLOT.right}" y1="${px(y(value))}" y2="${px(y(value))}"/>`,
      `<text class="small" x="${PLOT.left - 8}" y="${px(y(value) + 4)}" text-anchor="end">${format(value, chart.y)}</text>`,
    ]),
    ...ticks(chart.x).flatMap((value) => [
      `<line class="grid" x1="${px(x(value))}" x2="${px(x(value))}" y1="${PLOT.top}" y2="${PLOT.bottom}"/>`,
      `<text class="small" x="${px(x(value))}" y="${PLOT.bottom + 18}" text-anchor="middle">${format(value, chart.x)}</text>`,
    ]),
    `<path class="axis" fill="none" d="M${PLOT.left} ${PLOT.top}V${PLOT.bottom}H${PLOT.right}"/>`,
    `<text x="${middle}" y="${PLOT.bottom + 42}" text-anchor="middle">${escape(chart.x.label)}</text>`,
    `<text x="18" y="${half}" text-anchor="middle" transform="rotate(-90 18 ${half})">${escape(chart.y.label)}</text>`,
  ];
}

function drawSeries(
  { points, drawn }: Series,
  colour: number,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  const drawable = points.filter((point) => Number.isFinite(x(point.x)) && Number.isFinite(y(point.y)));
  if (drawn === 'dots') {
    return drawable
      .map(({ x: at, y: value, error = 0 }) => {
        const [low, high] = [y(value - 2 * error), y(value + 2 * error)];
        const bar = `<line class="bar c${colour}" x1="${px(x(at))}" x2="${px(x(at))}" y1="${px(low)}" y2="${px(high)}"/>`;
        return `${bar}<circle class="d${colour}" cx="${px(x(at))}" cy="${px(y(value))}" r="4"/>`;
      })
      .join('\n');
  }
  const path = drawable
    .map((point, i) => `${i === 0 ? 'M' : 'L'}${px(x(point.x))} ${px(y(point.y))}`)
    .join('');
  const dash = drawn === 'dashed' ? ' stroke-dasharray="7 5"' : '';
  return `<path class="line c${colour}"${dash} d="${path}"/>`;
}

function drawMarks({ marks = [] }: Chart, x: (value: number) => number): string[] {
  return marks.flatMap((mark) => [
    `<line class="mark" x1="${px(x(mark.x))}" x2="${px(x(mark.x))}" y1="${PLOT.top}" y2="${PLOT.bottom}"/>`,
    `<text class="small" x="${px(x(mark.x) + 5)}" y="${PLOT.top + 13}">${escape(mark.label)}</text>`,
  ]);
}

function drawKey({ name, drawn }: Series, colour: number, row: number): string {
  const y = PLOT.top + 14 + row * 24;
  const left = PLOT.right + 18;
  const dash = drawn === 'dashed' ? ' stroke-dasharray="7 5"' : '';
  const sign =
    drawn === 'dots'
      ? `<circle class="d${colour}" cx="${left + 12}" cy="${y - 4}" r="4"/>`
      : `<line class="line c${colour}"${dash} x1="${left}" x2="${left + 24}" y1="${y - 4}" y2="${y - 4}"/>`;
  return `${sign}<text class="small" x="${left + 32}" y="${y}">${escape(name)}</text>`;
}

function format(value: number, axis: Axis): string {
  if (axis.format === 'percent') return `${Number((value * 100).toPrecision(6))} %`;
  if (axis.scale === 'log' && (value >= 1e5 || value < 1e-2)) return `1e${Math.log10(value).toFixed(0)}`;
  return String(value).replace('-', '−');
}

function px(value: number): string {
  return value.toFixed(1);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
