import { expect, it } from 'vitest';
import type { Chart } from './chart.ts';
import { drawChart } from './draw-chart.ts';

const CHART: Chart = {
  title: 'Profit < 0 & "safe"',
  x: { label: 'share', range: [0, 1], format: 'percent' },
  y: { label: 'profit', range: [-1, 1] },
  series: [
    {
      name: 'computed',
      drawn: 'line',
      points: [
        { x: 0, y: -1 },
        { x: 1, y: 1 },
      ],
    },
    { name: 'simulated', drawn: 'dots', points: [{ x: 0.5, y: 0, error: 0.1 }] },
    {
      name: 'other',
      drawn: 'dashed',
      points: [
        { x: 0, y: 0 },
        { x: 0.5, y: Number.POSITIVE_INFINITY },
      ],
    },
  ],
  marks: [{ x: 0.25, label: '25 %' }],
};

it('draws the same chart as the same bytes', () => {
  expect(drawChart(CHART)).toBe(drawChart(structuredClone(CHART)));
});

it('draws a line from corner to corner and its dot in the middle, in one colour', () => {
  const svg = drawChart(CHART);
  expect(svg).toContain('<path class="line c0" d="M78.0 332.0L520.0 44.0"/>');
  expect(svg).toContain('<circle class="d0" cx="299.0" cy="188.0" r="4"/>');
});

it('escapes words and leaves out what has no place', () => {
  const svg = drawChart(CHART);
  expect(svg).toContain('Profit &lt; 0 &amp; "safe"'.replaceAll('"', '&quot;'));
  expect(svg).toContain('<path class="line c1" stroke-dasharray="7 5" d="M78.0 188.0"/>');
  expect(svg).not.toMatch(/NaN|Infinity/);
});
