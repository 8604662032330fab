import type { Figure } from './target-figures.ts';
import type { Summary } from './summary.ts';
import { isTimed } from './ways.ts';

/** What was measured and what was asked for, as tables in Markdown. */
export function showTables({ trainings, answers, loads }: Summary, figures: readonly Figure[]): string {
  return [
    loads.every(Number.isFinite) ? `Load ${loads[0].toFixed(1)} to ${loads[1].toFixed(1)}.` : '',
    table(
      [
        'training',
        'tokens/s, best',
        'median',
        'steps',
        'a processor second',
        'peak',
        'ready',
        'its processor time',
        'first step',
        'its loss',
      ],
      [...trainings]
        .filter(([id]) => isTimed(id))
        .map(([id, one]) => [
          id,
          ...[one.bestTokensPerSecond, one.medianTokensPerSecond, one.steps, one.tokensPerCpuSecond].map(
            whole,
          ),
          `${(one.peakBytes / 1e9).toFixed(2)} GB`,
          ...[one.readySeconds, one.readyCpuSeconds, one.firstStepSeconds].map(
            (seconds) => `${seconds.toFixed(1)} s`,
          ),
          one.firstLoss.toFixed(5),
        ]),
    ),
    table(
      [
        ...['answering', 'prompt', 'first token, best', 'median', 'processor time'],
        ...['tokens/s, best', 'median', 'a processor second', 'peak', 'begins'],
      ],
      [...answers].map(([id, one]) => [
        id,
        String(one.promptTokens),
        ...[one.firstTokenMs, one.medianFirstTokenMs, one.firstTokenCpuMs].map((ms) => `${ms.toFixed(0)} ms`),
        ...[one.tokensPerSecond, one.medianTokensPerSecond, one.tokensPerCpuSecond].map((speed) =>
          speed.toFixed(1),
        ),
        `${(one.peakBytes / 1e9).toFixed(2)} GB`,
        `\`${one.written.slice(0, 30)}\``,
      ]),
    ),
    table(
      ['figure', 'measured', 'peer', 'ratio', 'target', ''],
      figures.map((figure) => [
        figure.name,
        `${figure.value.toFixed(figure.value < 10 ? 2 : 0)} ${figure.unit}`,
        figure.peer ?? '',
        figure.ratio?.toFixed(2) ?? '',
        figure.target === undefined ? '' : `${figure.limit} ${Number(figure.target.toPrecision(3))}`,
        verdict(figure),
      ]),
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** `met`, `**missed**`, or nothing where nothing was asked for. */
export function verdict({ value, ratio, target, limit, unit }: Figure): string {
  if (target === undefined) return '';
  // Times and sizes have targets of their own; where a peer was measured beside, most are of the ratio.
  const seen = ratio === undefined || unit === 'ms' || unit === 'MB' ? value : ratio;
  return (limit === 'at most' ? seen <= target : seen >= target) ? 'met' : '**missed**';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

const whole = (value: number) => value.toFixed(0);
