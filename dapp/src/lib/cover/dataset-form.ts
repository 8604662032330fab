import type { Canvas } from './canvas.ts';
import { ramp } from './ramp.ts';
import { point, TAU } from './svg-path.ts';

const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** A dataset is a seed head: seeds set one after another at a fixed turn, shaded along its arms. */
export function datasetForm({ rng, width, height, colours }: Canvas): string {
  const [cx, cy] = [width * rng.between(0.28, 0.72), height * rng.between(0.3, 0.7)];
  const turn = rng.pick([GOLDEN, GOLDEN, GOLDEN, TAU * 0.2764, TAU * 0.4198]);
  const seeds = 190 + Math.floor(rng.next() * 260);
  const gap = (Math.hypot(width, height) * 0.66) / Math.sqrt(seeds);
  const [long, fat] = [rng.between(0.72, 1.05), rng.between(0.56, 0.98)];
  const arms = rng.pick([5, 8, 13, 21]);
  const reach = rng.between(0.78, 1.04);
  const hollow = Math.floor(rng.between(0, 12));
  const byTone = new Map<number, string>();
  for (let i = hollow; i < seeds; i += 1) {
    const [radius, angle, out] = [gap * Math.sqrt(i), i * turn, i / seeds];
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
    const [x, y] = [cx + dx * radius, cy + dy * radius];
    const size = gap * (0.9 + 0.3 * Math.sqrt(out)) * reach;
    const [a, b] = [size * long, size * fat * 1.5];
    const arm = 0.5 + 0.5 * Math.cos((TAU * (i % arms)) / arms);
    const tone = Math.round((0.3 + 0.5 * arm + 0.2 * (1 - out)) * 10) / 10;
    const there = `${point(x - dy * b, y + dx * b)} ${point(x + dx * a, y + dy * a)}`;
    const back = `${point(x + dy * b, y - dx * b)} ${point(x - dx * a, y - dy * a)}`;
    const seed = `M${point(x - dx * a, y - dy * a)}Q${there}Q${back}`;
    byTone.set(tone, (byTone.get(tone) ?? '') + seed);
  }
  return [...byTone]
    .sort(([a], [b]) => a - b)
    .map(([tone, path]) => `<path d="${path}" fill="${ramp(colours, Math.min(0.98, tone))}"/>`)
    .join('');
}
