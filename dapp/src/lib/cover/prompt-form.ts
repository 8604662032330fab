import type { Canvas } from './canvas.ts';
import { frond } from './frond.ts';
import { ramp } from './ramp.ts';
import { n1, point, TAU } from './svg-path.ts';

type Style = { turns: number; plump: number; every: number; reach: number };

const HABITS = { single, twin, cluster, crozier, vine };

/** A prompt is a fiddlehead: one, two or a cluster, a bare crozier, or a vine with curling tendrils. */
export function promptForm(canvas: Canvas): string {
  const { rng } = canvas;
  const habit = rng.pick(['single', 'single', 'twin', 'cluster', 'crozier', 'vine']);
  const side = rng.pick([-1, 1]);
  const style = {
    turns: rng.between(1.5, 2.7),
    plump: rng.between(0.18, 0.36),
    every: rng.pick([3, 4, 5]),
    reach: rng.between(0.5, 0.78),
  };
  return HABITS[habit](canvas, style, side);
}

function single(canvas: Canvas, style: Style, side: number): string {
  const { rng, width, height } = canvas;
  const radius = width * rng.between(0.27, 0.37);
  return frond(canvas, {
    ...style,
    side,
    radius,
    x: width * (0.5 - side * 0.03),
    y: height * rng.between(0.33, 0.42),
  });
}

function twin(canvas: Canvas, style: Style, side: number): string {
  const { rng, width, height } = canvas;
  const radius = width * rng.between(0.22, 0.26);
  const tall = {
    ...style,
    side,
    radius,
    x: width * (0.5 - side * 0.12),
    y: height * rng.between(0.33, 0.42),
  };
  const low = {
    ...style,
    side: -side,
    radius: radius * 0.66,
    x: width * (0.5 + side * 0.2),
    y: height * rng.between(0.56, 0.64),
  };
  return frond(canvas, low) + frond(canvas, tall);
}

function cluster(canvas: Canvas, style: Style, side: number): string {
  const { rng, width, height } = canvas;
  const heights = [0.62, 0.26, 0.48];
  return heights
    .map((from, i) => {
      const radius = width * rng.between(0.14, 0.19);
      const turned = i === 1 ? -side : side;
      const x = width * (0.2 + i * 0.3) - turned * radius * 0.6;
      const y = height * (from + rng.between(-0.05, 0.05));
      return frond(canvas, { ...style, turns: style.turns * 0.85, side: turned, radius, x, y });
    })
    .join('');
}

function crozier(canvas: Canvas, style: Style, side: number): string {
  const { rng, width, height } = canvas;
  const radius = width * rng.between(0.3, 0.38);
  const bare = { ...style, every: 0, side, radius, x: width * (0.5 - side * 0.05), y: height * 0.4 };
  const thick = rng.between(0.2, 0.28);
  // Three strokes of one stem, each narrower and lighter, read as a round, furled shoot.
  const seen = { ...canvas, rng: { ...rng, between: fixed(rng.between(0.1, 0.9)) } };
  return [1, 0.62, 0.26]
    .map((share, i) =>
      tinted(frond(seen, { ...bare, stem: thick * share }), ramp(canvas.colours, 0.4 + i * 0.24)),
    )
    .join('');
}

function vine({ rng, width, height, colours }: Canvas, style: Style, side: number): string {
  const waves = rng.between(1.1, 1.9);
  const swing = width * rng.between(0.1, 0.2);
  const at = (t: number): [number, number] => [
    width * 0.5 + side * Math.sin(t * waves * TAU) * swing,
    height * (1.04 - t * 1.1),
  ];
  const line = Array.from({ length: 61 }, (_, i) => point(...at(i / 60))).join('L');
  let [curls, blades] = ['', ''];
  for (let i = 1; i < 9; i += 1) {
    const [x, y] = at(i / 9);
    const out = i % 2 ? 1 : -1;
    const radius = width * rng.between(0.06, 0.11);
    curls += curl(x, y, -out, radius, style.turns);
    blades += blade(x, y, out, width * rng.between(0.18, 0.28), style.plump);
  }
  const stroke = (tone: number, size: number) =>
    `fill="none" stroke="${ramp(colours, tone)}" stroke-width="${n1(width / size)}" stroke-linecap="round"`;
  return (
    `<path d="${blades}" fill="${ramp(colours, 0.6)}"/>` +
    `<path d="${curls}" ${stroke(0.82, 120)}/><path d="M${line}" ${stroke(0.95, 64)}/>`
  );
}

function curl(x: number, y: number, side: number, radius: number, turns: number): string {
  const points: string[] = [];
  for (let i = 0; i <= 40; i += 1) {
    const t = i / 40;
    const out = radius * (1 - t) ** 0.7;
    const angle = Math.PI - t * turns * TAU * 0.8;
    points.push(
      point(
        x + side * (radius * 1.6 + out * Math.cos(angle) * 1.4),
        y - radius * 0.8 + out * Math.sin(angle),
      ),
    );
  }
  return `M${point(x, y)}L${points.join('L')}`;
}

function blade(x: number, y: number, side: number, length: number, plump: number): string {
  const [ex, ey] = [x + side * length, y - length * 0.5];
  const w = length * plump * 1.6;
  const over = `${point((x + ex) / 2 - side * w * 0.4, (y + ey) / 2 - w)} ${point(ex, ey)}`;
  return `M${point(x, y)}Q${over}Q${point((x + ex) / 2 + side * w * 0.3, (y + ey) / 2 + w)} ${point(x, y)}`;
}

function tinted(path: string, colour: string): string {
  return path.replace(/stroke="#[0-9a-f]{6}"/, `stroke="${colour}"`);
}

function fixed(value: number): () => number {
  return () => value;
}
