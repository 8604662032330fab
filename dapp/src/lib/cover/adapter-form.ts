import type { Canvas } from './canvas.ts';
import { leaf } from './leaf.ts';
import type { LeafShape } from './leaf.ts';
import { ramp } from './ramp.ts';
import { n1, point } from './svg-path.ts';

type Blade = (
  x: number,
  y: number,
  length: number,
  width: number,
  angle: number,
  more?: Partial<LeafShape>,
) => string;
type Plant = Canvas & { blade: Blade; lean: number };

const RADIAN = Math.PI / 180;
const SMALL = { depth: 0, lobes: 1, steps: 16 };
const HABITS = { single, pair: spread, trio: spread, rosette, pinnate };
type Range = [low: number, high: number];
const LOBES: Record<'entire' | 'lobed' | 'toothed', Range> = {
  entire: [1, 1],
  lobed: [4, 7],
  toothed: [14, 22],
};
const DEPTHS: Record<keyof typeof LOBES, Range> = {
  entire: [0, 0],
  lobed: [0.2, 0.36],
  toothed: [0.06, 0.11],
};

/** An adapter is a leaf: alone, in twos or threes, in a rosette or in pairs along a stalk. */
export function adapterForm(canvas: Canvas): string {
  const { rng, colours } = canvas;
  const habit = rng.pick(['single', 'pair', 'pair', 'trio', 'rosette', 'pinnate']);
  const edge = rng.pick(['entire', 'entire', 'lobed', 'toothed']);
  const shape = {
    colours,
    widest: rng.between(0.62, 1.25),
    bend: rng.between(-0.5, 0.5),
    layers: 8,
    veins: 8 + Math.floor(rng.next() * 6),
    lobes: Math.round(rng.between(...LOBES[edge])),
    depth: rng.between(...DEPTHS[edge]),
  };
  const lean = rng.between(-30, 30);
  const blade: Blade = (x, y, length, width, angle, more = {}) =>
    leaf({ ...shape, x, y, length, width, angle, ...more });
  return HABITS[habit]({ ...canvas, blade, lean }, habit === 'trio' ? 3 : 2);
}

function single({ rng, width, height, blade, lean }: Plant): string {
  const x = width * (0.5 - Math.sin(lean * RADIAN) * 0.4);
  return blade(x, height * 1.02, height * rng.between(1, 1.12), width * rng.between(0.32, 0.42), lean);
}

function spread({ rng, width, height, blade, lean }: Plant, count: number): string {
  const angle = rng.between(46, 72);
  let out = '';
  for (let i = 0; i < count; i += 1) {
    const turn = lean * 0.4 + (i - (count - 1) / 2) * angle;
    const x = width * (0.5 - Math.sin(turn * RADIAN) * 0.34);
    out += blade(x, height, height * rng.between(0.82, 0.98), width * rng.between(0.2, 0.28), turn);
  }
  return out;
}

function rosette({ rng, width, height, blade, lean }: Plant): string {
  const around = rng.pick([6, 7, 8]);
  const [x, y] = [width * rng.between(0.4, 0.6), height * rng.between(0.42, 0.58)];
  const plump = rng.between(0.3, 0.42);
  let out = '';
  for (let whorl = 0; whorl < 4; whorl += 1) {
    const length = height * 0.52 * 0.67 ** whorl;
    const petal = { ...SMALL, widest: 1.5, bend: 0, layers: 4, veins: 1, shade: 0.66 + 0.1 * whorl };
    for (let k = 0; k < around; k += 1) {
      const turn = lean + ((k + (whorl % 2) / 2) / around) * 360;
      out += blade(x, y, length, length * plump, turn, petal);
    }
  }
  return out;
}

function pinnate({ rng, width, height, blade, lean, colours }: Plant): string {
  const pairs = rng.pick([4, 5, 6]);
  const tilt = lean * 0.5;
  const at = (t: number): [number, number] => [
    width * 0.5 - Math.sin(tilt * RADIAN) * height * (0.5 - t),
    height * (1.06 - t * 0.8),
  ];
  const small = { ...SMALL, layers: 5, veins: 6 };
  const stalk = `M${point(...at(-0.1))}L${point(...at(0.9))}`;
  let out = `<path d="${stalk}" stroke="${ramp(colours, 0.8)}" stroke-width="${n1(width / 110)}"/>`;
  for (let i = pairs - 1; i >= 0; i -= 1) {
    const [x, y] = at(0.06 + (i / pairs) * 0.74);
    const [length, plump] = [height * 0.4 * (1 - 0.06 * i), width * (0.5 / pairs + 0.012)];
    for (const side of [-1, 1]) {
      out += blade(x, y, length, plump, tilt + side * (66 - i * 4), { ...small, bend: side * -0.25 });
    }
  }
  return out + blade(...at(0.82), height * 0.34, width * 0.1, tilt, { ...small, bend: 0 });
}
