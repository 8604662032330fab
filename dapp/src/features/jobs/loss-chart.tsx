import 'uplot/dist/uPlot.min.css';
import uPlot from 'uplot';
import { useEffect, useRef } from 'react';
import { duration } from '../../lib/format/duration.ts';
import type { CurveAxis, CurveData } from './curve-data.ts';
import { tickTexts } from './tick-texts.ts';

/** Distances between marks of the axis: whole, because there is no half step. */
const WHOLE = [1, 2, 5]
  .flatMap((n) => Array.from({ length: 8 }, (_, power) => n * 10 ** power))
  .sort((a, b) => a - b);

type LossChartProps = { data: CurveData; axis: CurveAxis; label: string };

/** The loss curves on a canvas: raw at a third of its strength, smoothed, held out dashed with rings. */
export function LossChart({ data, axis, label }: LossChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const end = useRef(data.end);
  end.current = data.end;

  useEffect(() => {
    const node = place.current!;
    const made = new uPlot(options(node, axis, end, tip), columns(data), node);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize(sizeOf(node)));
    observer.observe(node);
    return () => {
      observer.disconnect();
      made.destroy();
    };
    // Data arrives through setData below; only another axis makes another chart.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [axis]);

  useEffect(() => plot.current?.setData(columns(data)), [data]);

  return (
    <div className="loss-chart" role="img" aria-label={label}>
      <div ref={place} className="loss-plot" aria-hidden="true" />
      <div ref={tip} className="loss-tip mono" hidden />
    </div>
  );
}

function columns(data: CurveData): uPlot.AlignedData {
  return [data.xs, data.raw, data.smoothed, data.heldOut];
}

function sizeOf(node: HTMLElement) {
  return { width: node.clientWidth, height: node.clientWidth < 480 ? 248 : 332 };
}

function options(
  node: HTMLElement,
  axis: CurveAxis,
  end: { current: number | undefined },
  tip: React.RefObject<HTMLDivElement | null>,
): uPlot.Options {
  const style = getComputedStyle(node);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const font = `11px ${token('--mono')}`;
  const grid = { stroke: token('--line'), width: 1 };
  const axisLook = { stroke: token('--subtle'), font, ticks: { show: false } };
  return {
    ...sizeOf(node),
    // The last tick's figure reaches over the right edge.
    padding: [12, 8, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { size: 7, fill: token('--accent'), width: 0 },
      drag: { x: true, y: false },
    },
    scales: {
      x: { time: false, range: (_, min, max) => [Math.min(0, min), Math.max(max, end.current ?? 0) || 1] },
      y: { range: (_, min, max) => padded(min, max) },
    },
    axes: [
      {
        ...axisLook,
        grid: { show: false },
        size: 28,
        incrs: WHOLE,
        values: (_, ticks) => ticks.map((tick) => xText(tick, axis)),
      },
      {
        ...axisLook,
        grid,
        size: 52,
        values: (_, ticks, _axis, _space, increment) => tickTexts(ticks, increment),
        space: 36,
      },
    ],
    series: [
      {},
      { stroke: faint(token('--accent')), width: 1, points: { show: false } },
      { stroke: token('--accent'), width: 2, points: { show: false } },
      {
        stroke: token('--ok'),
        width: 1.5,
        dash: [3, 3],
        spanGaps: true,
        points: { show: true, size: 7, stroke: token('--ok'), fill: token('--canvas'), width: 1.75 },
      },
    ],
    hooks: {
      drawClear: [(plot) => shadeFuture(plot, end.current, token('--surface-2'))],
      setCursor: [(plot) => showTip(plot, tip.current, axis)],
    },
  };
}

function padded(min: number | null, max: number | null): [number, number] {
  if (min === null || max === null) return [0, 1];
  const room = (max - min || Math.abs(max) || 1) * 0.08;
  return [min - room, max + room];
}

function faint(colour: string): string {
  return `color-mix(in srgb, ${colour} 34%, transparent)`;
}

function shadeFuture(plot: uPlot, end: number | undefined, colour: string): void {
  const last = plot.data[0].at(-1);
  if (end === undefined || last === undefined || end <= last) return;
  const left = plot.valToPos(last, 'x', true);
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.globalAlpha = 0.55;
  ctx.fillStyle = colour;
  ctx.fillRect(left, bbox.top, bbox.left + bbox.width - left, bbox.height);
  ctx.restore();
}

/** Logged values only: nothing is interpolated under the cursor. */
function showTip(plot: uPlot, tip: HTMLDivElement | null, axis: CurveAxis): void {
  const { idx, left } = plot.cursor;
  if (!tip) return;
  const x = typeof idx === 'number' ? plot.data[0][idx] : undefined;
  if (x === undefined || left === undefined || left < 0) {
    tip.hidden = true;
    return;
  }
  const names = ['', 'train', 'smoothed', 'held out'];
  const lines = names.flatMap((name, series) => {
    const value = series === 0 ? undefined : plot.data[series]![idx as number];
    return value === null || value === undefined ? [] : [`${name.padEnd(9)}${value.toFixed(4).padStart(8)}`];
  });
  tip.hidden = false;
  tip.textContent = [`${axis} ${xText(x, axis)}`, ...lines].join('\n');
  const room = plot.over.clientWidth;
  tip.style.left = `${Math.min(left + 56, Math.max(8, room - 120))}px`;
}

function xText(value: number, axis: CurveAxis): string {
  if (axis === 'time') return duration(value);
  if (axis === 'tokens' && value >= 1e6) return `${(value / 1e6).toFixed(1)}M`;
  if (axis === 'tokens' && value >= 1e3) return `${Math.round(value / 1e3)}k`;
  return String(value);
}
