import type { Entry } from '../../bench/rounds/journal.ts';
import type { Watched } from '../../bench/rounds/watch-steps.ts';
import { HEAD_ROWS, OPTIMIZATIONS, stepName } from './optimizations.ts';

type Measured = { tokensPerSecond: number; tokensPerCpuSecond: number; peakBytes: number; loss: number };

/** Tables in Markdown of what the optimisations brought, as far as a journal has both sides. */
export function showGains(entries: readonly Entry<Watched>[]): string {
  const rounds = Map.groupBy(
    entries.flatMap((entry) => ('result' in entry ? [entry] : [])),
    ({ id }) => id,
  );
  const measured = new Map([...rounds].map(([id, all]) => [id, best(all.map(({ result }) => result))]));
  const rows = OPTIMIZATIONS.flatMap((one) => {
    const [before, after] = [measured.get(stepName(one.without)), measured.get(stepName(one.with))];
    return before && after ? [[one.name, ...cells(before), ...cells(after), ...gains(before, after)]] : [];
  });
  const loads = entries.map(({ load }) => load);
  return [
    `Load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}; ${[...rounds.values()][0]?.length ?? 0} rounds.`,
    '',
    '| optimisation | without: tokens/s | a processor second | peak | with: tokens/s | a processor second | peak | speed | processor time | memory | loss differs by |',
    `|${'---|'.repeat(11)}`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    '| the head, rows at once | rows/s | a processor second | peak |',
    '|---|---|---|---|',
    ...HEAD_ROWS.flatMap((count) => {
      const one = measured.get(`head ${count}`);
      return one ? [`| ${[count, ...cells(one)].join(' | ')} |`] : [];
    }),
  ].join('\n');
}

function best(rounds: readonly Watched[]): Measured {
  const steps = rounds.flatMap((round) => round.steps);
  return {
    tokensPerSecond: Math.max(...steps.map(({ tokens, seconds }) => tokens / seconds)),
    tokensPerCpuSecond: Math.max(...steps.map(({ tokens, cpuSeconds }) => tokens / cpuSeconds)),
    peakBytes: Math.max(...rounds.map(({ peakBytes }) => peakBytes)),
    loss: rounds[0]!.firstLoss,
  };
}

function cells({ tokensPerSecond, tokensPerCpuSecond, peakBytes }: Measured): string[] {
  return [tokensPerSecond.toFixed(0), tokensPerCpuSecond.toFixed(0), `${(peakBytes / 1e9).toFixed(2)} GB`];
}

function gains(before: Measured, after: Measured): string[] {
  return [
    ...(['tokensPerSecond', 'tokensPerCpuSecond', 'peakBytes'] as const).map(
      (key) => `x ${(after[key] / before[key]).toFixed(2)}`,
    ),
    Math.abs(after.loss - before.loss).toExponential(1),
  ];
}
