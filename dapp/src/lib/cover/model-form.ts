import type { Canvas } from './canvas.ts';
import { ramp } from './ramp.ts';
import { point, TAU } from './svg-path.ts';

const POINTS = 84;

/** A model is a section through a trunk: growth rings of uneven width around a heart, drawn in by one knot. */
export function modelForm({ rng, width, height, colours }: Canvas): string {
  const [cx, cy] = [width * rng.between(0.22, 0.78), height * rng.between(0.26, 0.74)];
  const waves = [2, 3, 5, 8].map((frequency) => ({
    frequency: frequency + Math.floor(rng.next() * 2),
    swing: rng.between(0.02, 0.15) / Math.sqrt(frequency),
    phase: rng.between(0, TAU),
    drift: rng.between(-1.6, 1.6),
  }));
  const rings = 24 + Math.floor(rng.next() * 14);
  const heart = rng.between(0.3, 0.55);
  const reach = Math.hypot(Math.max(cx, width - cx), Math.max(cy, height - cy)) * 1.12;
  const [knot, knotDepth] = [rng.between(0, TAU), rng.between(0.05, 0.2)];
  const widths = Array.from({ length: rings }, () => rng.between(0.35, 1.65));
  const total = widths.reduce((sum, ring) => sum + ring, 0);

  const ring = (radius: number, age: number) => {
    const points: string[] = [];
    for (let k = 0; k < POINTS; k += 1) {
      const angle = (k / POINTS) * TAU;
      const off = Math.min(Math.abs(angle - knot), TAU - Math.abs(angle - knot));
      let stretch = 1 - knotDepth * Math.exp(-(off ** 2) / 0.06) * (0.4 + age);
      for (const wave of waves) {
        stretch += wave.swing * Math.sin(wave.frequency * angle + wave.phase + wave.drift * age);
      }
      points.push(point(cx + Math.cos(angle) * radius * stretch, cy + Math.sin(angle) * radius * stretch));
    }
    return `M${points.join('L')}Z`;
  };

  let [out, outer] = ['', total];
  for (let i = rings - 1; i >= 0; i -= 1) {
    const thickness = widths[i] ?? 1;
    const age = i / rings;
    const narrow = thickness < 0.6 ? 0.34 * (1 - age * 0.6) : 0;
    const tone = 0.05 + (1 - age) ** 1.5 * heart + (i % 2 ? 0.13 : 0) + narrow;
    out += `<path d="${ring((outer / total) * reach, age)}" fill="${ramp(colours, Math.min(0.98, tone))}"/>`;
    outer -= thickness;
  }
  return out;
}
