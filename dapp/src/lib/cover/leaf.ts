import type { Palette } from './palette.ts';
import { ramp } from './ramp.ts';
import { n1, point, TAU } from './svg-path.ts';

/** The shape of a leaf; lengths in user units, the angle in degrees clockwise from upright. */
export type LeafShape = {
  x: number;
  y: number;
  length: number;
  width: number;
  angle: number;
  bend: number;
  /** Where the leaf is widest: below 1 nearer the tip, above 1 nearer the stem. */
  widest: number;
  lobes: number;
  /** How deep the lobes or teeth cut, 0 to 1. */
  depth: number;
  layers: number;
  veins: number;
  colours: Palette;
  shade?: number;
  steps?: number;
};

/** A leaf: outlines nested from margin to midrib, then veins cut back in ground colour. */
export function leaf(shape: LeafShape): string {
  const { layers, colours, shade = 1 } = shape;
  let out = '';
  for (let layer = 0; layer < layers; layer += 1) {
    const inward = layer / (layers - 1);
    const fill = ramp(colours, (0.26 + inward * 0.66) * shade);
    out += `<path d="${outline(shape, (1 - inward * 0.94) ** 1.15)}" fill="${fill}"/>`;
  }
  const place = `translate(${point(shape.x, shape.y)}) rotate(${n1(shape.angle)})`;
  return `<g transform="${place}">${out}${veins(shape)}</g>`;
}

function outline(shape: LeafShape, scale: number): string {
  const steps = shape.steps ?? Math.max(30, Math.round(shape.lobes * 4));
  const points: string[] = [];
  for (const side of [1, -1]) {
    for (let i = 0; i <= steps; i += 1) {
      const t = side > 0 ? i / steps : 1 - i / steps;
      const [ribX, ribY] = rib(shape, t);
      const lift = (1 - scale) * shape.length * 0.05 * Math.sin(Math.PI * t);
      points.push(point(ribX + side * halfWidth(shape, t) * scale, ribY - lift));
    }
  }
  return `M${points.join('L')}Z`;
}

function veins(shape: LeafShape): string {
  let path = 'M0 0';
  for (let i = 1; i <= 24; i += 1) path += `L${point(...rib(shape, i / 24))}`;
  for (let i = 1; i < shape.veins; i += 1) {
    const t = (i / shape.veins) * 0.92 + 0.03;
    const reach = Math.min(0.98, t + 0.17);
    const [startX, startY] = rib(shape, t);
    const [endX, endY] = rib(shape, reach);
    const out = halfWidth(shape, reach) * 0.94;
    for (const side of [1, -1]) {
      const turn = point(startX + side * out * 0.55, startY - shape.length * 0.045);
      path += `M${point(startX, startY)}Q${turn} ${point(endX + side * out, endY)}`;
    }
  }
  const stroke = `stroke="${shape.colours[0]}" stroke-opacity=".62" stroke-width="${n1(shape.length / 240)}"`;
  return `<path d="${path}" fill="none" ${stroke} stroke-linecap="round"/>`;
}

function rib({ bend, length }: LeafShape, t: number): [number, number] {
  return [bend * Math.sin(t * Math.PI) * length * 0.35, -t * length];
}

function halfWidth({ width, widest, depth, lobes }: LeafShape, t: number): number {
  // Clamped: sin(pi) is a hair below zero, and a root of that is no number.
  const body = Math.max(0, Math.sin(Math.PI * t ** widest)) ** 0.82;
  return width * body * (1 - depth * (0.5 + 0.5 * Math.cos(TAU * lobes * t)));
}
