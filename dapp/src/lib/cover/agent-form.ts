import type { Canvas } from './canvas.ts';
import { ramp } from './ramp.ts';
import { n1, point } from './svg-path.ts';

const LEVELS = 7;

/** How a crown grows: how wide it forks, how fast branches shorten, and how much they are pulled up or down. */
type Growth = { fork: number; keep: number; sway: number; pull: number; first: number };

/** An agent is a tree by its branches: a round canopy, a column, a weeping crown or an umbel. */
export function agentForm(canvas: Canvas): string {
  const { rng } = canvas;
  const habit = rng.pick(['canopy', 'canopy', 'column', 'weeping', 'umbel']);
  const sway = rng.between(-0.1, 0.1);
  const growths: Record<typeof habit, Growth> = {
    canopy: {
      fork: rng.between(0.3, 0.52),
      keep: rng.between(0.72, 0.8),
      sway,
      pull: 0,
      first: rng.between(0.2, 0.235),
    },
    column: {
      fork: rng.between(0.26, 0.36),
      keep: rng.between(0.8, 0.84),
      sway: sway * 0.4,
      pull: 0.2,
      first: 0.2,
    },
    weeping: { fork: rng.between(0.44, 0.56), keep: rng.between(0.78, 0.82), sway, pull: -0.2, first: 0.24 },
    umbel: {
      fork: rng.between(0.56, 0.7),
      keep: rng.between(0.6, 0.66),
      sway: sway * 0.5,
      pull: 0.16,
      first: 0.34,
    },
  };
  return tree(canvas, growths[habit]);
}

function tree({ rng, width, height, colours }: Canvas, growth: Growth): string {
  const strokes = Array.from({ length: LEVELS + 1 }, () => '');
  const tips = ['', '', ''];
  const tip = (x: number, y: number, level: number) => {
    const r = width * (level === LEVELS ? 0.0165 : 0.011) * rng.between(0.6, 1.5);
    const bin = Math.floor(rng.next() * 3);
    const arc = (to: number) => `a${n1(r)} ${n1(r)} 0 1 0 ${n1(to)} 0`;
    tips[bin] += `M${point(x - r, y)}${arc(2 * r)}${arc(-2 * r)}`;
  };
  const grow = (x: number, y: number, heading: number, length: number, level: number) => {
    const upright = Math.atan2(Math.sin(heading + Math.PI / 2), Math.cos(heading + Math.PI / 2));
    const bent =
      heading + rng.between(-0.16, 0.16) + growth.sway - upright * growth.pull * (level / LEVELS) * 1.6;
    const [ex, ey] = [x + Math.cos(bent) * length, y + Math.sin(bent) * length];
    const through = point(x + Math.cos(heading) * length * 0.55, y + Math.sin(heading) * length * 0.55);
    strokes[level] += `M${point(x, y)}Q${through} ${point(ex, ey)}`;
    if (level >= LEVELS - 2) tip(ex, ey, level);
    if (level === LEVELS) return;
    const uneven = rng.between(0.75, 1.3);
    const shorter = () => length * growth.keep * rng.between(0.86, 1.08);
    grow(ex, ey, bent - growth.fork * uneven, shorter(), level + 1);
    grow(ex, ey, bent + growth.fork / uneven, shorter(), level + 1);
  };
  grow(width * rng.between(0.42, 0.58), height * 1.03, -Math.PI / 2, height * growth.first, 0);
  const branch = (path: string, level: number) => {
    const stroke = ramp(colours, 0.34 + (level / LEVELS) * 0.32);
    const size = n1((width / 26) * 0.66 ** level + 0.4);
    return `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${size}" stroke-linecap="round"/>`;
  };
  const blossom = (path: string, bin: number) =>
    `<path d="${path}" fill="${ramp(colours, [0.62, 0.8, 0.97][bin] ?? 1)}"/>`;
  return strokes.map(branch).join('') + tips.map(blossom).join('');
}
