import type { Canvas } from './canvas.ts';
import { ramp } from './ramp.ts';
import { n1, point, TAU } from './svg-path.ts';

const STEPS = 150;
/** The share of the stem that rises; the rest winds in. */
const RISE = 0.3;

/** The shape of one fiddlehead; lengths in user units. */
export type FrondShape = {
  /** Which way it winds: 1 to the right, -1 to the left. */
  side: number;
  turns: number;
  radius: number;
  x: number;
  y: number;
  /** Width of a leaflet against its length. */
  plump: number;
  /** Steps between two leaflets; 0 leaves the stem bare. */
  every: number;
  /** Length of a leaflet against the radius. */
  reach: number;
  /** Width of the stem against the radius. */
  stem?: number;
};

/** A fiddlehead: a stem that rises, then winds in; leaflets on both sides below the turn, outside only above it. */
export function frond(canvas: Canvas, shape: FrondShape): string {
  const path = stem(canvas, shape);
  let out = '';
  for (let layer = 0; shape.every > 0 && layer < 3; layer += 1) {
    out += `<path d="${leaflets(shape, path, layer)}" fill="${ramp(canvas.colours, 0.4 + layer * 0.24)}"/>`;
  }
  const line = `M${path.map(([x, y]) => point(x, y)).join('L')}`;
  const width = n1(shape.radius * (shape.stem ?? 1 / 28));
  const stroke = `stroke="${ramp(canvas.colours, 0.96)}" stroke-width="${width}"`;
  return `${out}<path d="${line}" fill="none" ${stroke} stroke-linecap="round" stroke-linejoin="round"/>`;
}

function stem({ rng, height }: Canvas, { side, turns, radius, x, y }: FrondShape): [number, number][] {
  const lean = rng.between(0.1, 0.9);
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const t = i / STEPS;
    if (t < RISE) {
      const risen = t / RISE;
      const out = radius * (1 - (1 - risen) ** 2 * lean);
      return [x + side * out, height * 1.06 + (y - height * 1.06) * risen];
    }
    const wound = (t - RISE) / (1 - RISE);
    const out = radius * (1 - wound) ** 0.82;
    const angle = -wound * turns * TAU;
    return [x + side * out * Math.cos(angle), y + out * Math.sin(angle)];
  });
}

function leaflets(shape: FrondShape, path: [number, number][], layer: number): string {
  let out = '';
  for (let i = 6; i < STEPS - 4; i += shape.every) {
    const t = i / STEPS;
    const [x, y] = path[i] ?? [0, 0];
    const [px, py] = path[i - 1] ?? [0, 0];
    const step = Math.hypot(x - px, y - py) || 1;
    const [tx, ty] = [(x - px) / step, (y - py) / step];
    const grown = t < RISE ? 0.45 + t * 1.7 : 1.02 - (t - RISE) * 1.22;
    const size = shape.radius * shape.reach * grown * (1 - layer * 0.26);
    for (const side of t < RISE + 0.04 ? [1, -1] : [shape.side]) {
      const [ex, ey] = [x + (ty * side * 0.9 + tx * 0.5) * size, y + (-tx * side * 0.9 + ty * 0.5) * size];
      const [mx, my, w] = [(x + ex) / 2, (y + ey) / 2, size * shape.plump * (1 - layer * 0.2)];
      const there = `${point(mx + tx * w * 1.7, my + ty * w * 1.7)} ${point(ex, ey)}`;
      const back = `${point(mx - tx * w * 1.5, my - ty * w * 1.5)} ${point(x, y)}`;
      out += `M${point(x, y)}Q${there}Q${back}`;
    }
  }
  return out;
}
