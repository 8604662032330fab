import type { Summary, TrainingSummary } from './summary.ts';
import { curveFigures } from './curve-figures.ts';
import { LARGER_SETTING, SETTINGS, trainingId } from './ways.ts';
import type { Setting } from './ways.ts';

/** A row of a benchmark: a value, what it should be, and beside whom it was measured. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  target?: number;
  /** Whether the target is a ceiling or a floor. */
  limit?: 'at most' | 'at least';
  peer?: string;
  /** Of the value to the peer's. */
  ratio?: number;
};

type Named = TrainingSummary & { by: string };

const OURS = { f32: ['ort-cpu', 'openvino-f32'], bf16: ['openvino-bf16'] };
const GB = 1e9;

/** The targets of the design that are speed, memory or size, each that the summary has measured. */
export function targetFigures(summary: Summary): Figure[] {
  return [
    ...SETTINGS.flatMap((setting) => trainingFigures(summary, setting)),
    ...startFigures(summary),
    ...largerFigures(summary),
    ...wasmFigures(summary),
    ...answeringFigures(summary),
    ...sizeFigures(summary),
    ...curveFigures(summary),
  ];
}

function trainingFigures(summary: Summary, setting: Setting): Figure[] {
  const where = `${threadWord(setting)}, batch ${setting.batch}`;
  const best = (names: readonly string[], group = 'training') => fastest(summary, group, names, setting);
  const f32 = best(OURS.f32);
  const bf16 = best(OURS.bf16);
  const any = best([...OURS.f32, ...OURS.bf16]);
  const peftF32 = best(['peft-f32']);
  const peftBf16 = best(['peft-bf16']);
  const compiled = best(['peft-bf16-compiled'], 'compiled');
  const checkpointed = best(['peft-bf16-checkpointed'], 'more');
  return [
    ...compared(`f32, ${where}`, f32, peftF32, { target: 2, limit: 'at least' }),
    ...compared(`f32, AVX-512 in MKL, ${where}`, f32, best(['peft-f32-avx512']), {
      target: 1.2,
      limit: 'at least',
    }),
    ...compared(`bf16, ${where}`, bf16, peftBf16, { target: 1.6, limit: 'at least' }),
    ...compared(`best of ours : PEFT in bf16, ${where}`, any, peftBf16, { target: 1.6, limit: 'at least' }),
    ...compared(`best of ours : best of PEFT, ${where}`, any, best(['peft-f32', 'peft-bf16']), {}),
    ...compared(`best of ours : PEFT compiled, ${where}`, any, compiled, { target: 1.4, limit: 'at least' }),
    ...memory(`memory, f32, ${where}`, f32, peftF32),
    ...memory(`memory, best of ours : PEFT in bf16, ${where}`, any, peftBf16),
    ...memory(`memory, best of ours : PEFT with checkpointing, ${where}`, any, checkpointed),
    ...memory(`memory, computed again, f32, ${where}`, best(['ort-cpu-recomputed'], 'more'), peftF32),
  ];
}

function startFigures(summary: Summary): Figure[] {
  const setting = { threads: 2, batch: 1 };
  return [...OURS.f32, ...OURS.bf16, 'peft-f32', 'peft-bf16'].flatMap((by) => {
    const one = summary.trainings.get(trainingId('training', by, setting));
    if (!one) return [];
    const target = by.startsWith('peft') ? {} : ({ target: 3, limit: 'at most' } as const);
    return [
      {
        name: `cold start to the end of the first step, ${by}`,
        value: one.firstStepSeconds,
        unit: 's',
        ...target,
      },
      { name: `cold start to ready, ${by}`, value: one.readySeconds, unit: 's' },
    ];
  });
}

function largerFigures(summary: Summary): Figure[] {
  const ours = fastest(summary, 'larger', [...OURS.f32, ...OURS.bf16], LARGER_SETTING);
  const peer = fastest(summary, 'larger', ['peft-bf16'], LARGER_SETTING);
  const ceiling = { target: 2.6, limit: 'at most' } as const;
  return [
    ...compared('0.5B, best of ours : PEFT in bf16', ours, peer, { target: 1.5, limit: 'at least' }),
    ...[...OURS.f32, 'ort-cpu-recomputed', ...OURS.bf16].flatMap((by) => {
      const one = summary.trainings.get(trainingId('larger', by, LARGER_SETTING));
      return one ? [{ name: `0.5B, memory, ${by}`, value: one.peakBytes / GB, unit: 'GB', ...ceiling }] : [];
    }),
  ];
}

function wasmFigures(summary: Summary): Figure[] {
  const [setting] = SETTINGS;
  const wasm = fastest(summary, 'more', ['wasm'], setting);
  const native = fastest(summary, 'training', ['ort-cpu'], setting);
  return [
    ...compared('wasm : ort-cpu', wasm, native, { target: 0.25, limit: 'at least' }),
    ...(wasm ? [{ name: 'memory, wasm', value: wasm.peakBytes / GB, unit: 'GB' }] : []),
  ];
}

function answeringFigures({ answers }: Summary): Figure[] {
  return [2, 1].flatMap((threads) => {
    const where = `${threads} threads`;
    const ours = answers.get(`answering/ours-f32/threads-${threads}`);
    const peer = answers.get(`answering/llama-f32/threads-${threads}`);
    if (!ours) return [];
    const first = {
      name: `first token of ${ours.promptTokens}, ${where}`,
      value: ours.firstTokenMs,
      unit: 'ms',
    };
    const speed = { name: `answering in f32, ${where}`, value: ours.tokensPerSecond, unit: 'tokens/s' };
    return [
      {
        ...first,
        ...(threads === 2 ? { target: 250, limit: 'at most' as const } : {}),
        ...(peer ? { peer: 'node-llama-cpp f32', ratio: ours.firstTokenMs / peer.firstTokenMs } : {}),
      },
      {
        ...speed,
        ...(peer
          ? {
              ...{ target: 0.7, limit: 'at least' as const, peer: 'node-llama-cpp f32' },
              ratio: ours.tokensPerSecond / peer.tokensPerSecond,
            }
          : {}),
      },
    ];
  });
}

function sizeFigures({ sizes }: Summary): Figure[] {
  const [ours, theirs] = [sizes.get('size/ours'), sizes.get('size/peft')];
  if (ours === undefined) return [];
  return [
    {
      ...{ name: 'installed, without the browser bundle', value: ours / 1e6, unit: 'MB' },
      ...{ target: 500, limit: 'at most' as const },
      ...(theirs === undefined ? {} : { peer: 'torch + PEFT', ratio: ours / theirs }),
    },
  ];
}

function fastest(
  { trainings }: Summary,
  group: string,
  names: readonly string[],
  setting: Setting,
): Named | undefined {
  return names
    .flatMap((by) => {
      const one = trainings.get(trainingId(group, by, setting));
      return one ? [{ ...one, by }] : [];
    })
    .toSorted((a, b) => b.bestTokensPerSecond - a.bestTokensPerSecond)[0];
}

/** A ratio of speeds, whose target is one of ratios. */
function compared(
  name: string,
  ours: Named | undefined,
  peer: Named | undefined,
  wanted: Pick<Figure, 'target' | 'limit'>,
): Figure[] {
  if (!ours || !peer) return [];
  const ratio = ours.bestTokensPerSecond / peer.bestTokensPerSecond;
  const value = ours.bestTokensPerSecond;
  return [{ name: `${name} (${ours.by})`, value, unit: 'tokens/s', ...wanted, peer: peer.by, ratio }];
}

function memory(name: string, ours: Named | undefined, peer: Named | undefined): Figure[] {
  if (!ours || !peer) return [];
  const wanted = { target: 0.5, limit: 'at most' } as const;
  const ratio = ours.peakBytes / peer.peakBytes;
  return [
    { name: `${name} (${ours.by})`, value: ours.peakBytes / GB, unit: 'GB', ...wanted, peer: peer.by, ratio },
  ];
}

const threadWord = ({ threads }: Setting) => (threads === 1 ? '1 thread' : `${threads} threads`);
