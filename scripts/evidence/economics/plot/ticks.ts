import type { Axis } from './chart.ts';

/** Values at which an axis is labelled: round ones, about six of them; on a logarithmic axis decades, or
 * 1, 2, 5 of each where there are few. */
export function ticks({ range: [from, to], scale }: Axis): number[] {
  if (scale === 'log') {
    const factors = to / from > 1000 ? [1] : [1, 2, 5];
    const decades = [];
    for (let power = Math.floor(Math.log10(from)); 10 ** power <= to; power++) {
      for (const factor of factors) decades.push(Number((factor * 10 ** power).toPrecision(3)));
    }
    return decades.filter((value) => value >= from && value <= to);
  }
  const rough = (to - from) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
