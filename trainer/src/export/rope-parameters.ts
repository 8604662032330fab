import { ropeTable } from '../engine/decoder/rope-table.ts';
import type { DecoderConfig } from '../model/decoder-config.ts';
import type { RopeScaling } from '../model/rope-scaling.ts';
import { ExportError } from './export-error.ts';

/** Factors that stand in a file are f32: what amounts to them may differ by this share. */
const TOLERANCE = 1e-5;
/** Llama 3.1's; every model that is stretched so has them. */
const [LOW, HIGH] = [1, 4];

/**
 * How config.json says that rotary positions are stretched; null for not at all.
 *
 * @throws ExportError `unsupported` for factors of each pair (GGUF) that no such setting amounts to.
 */
export function ropeParameters(config: DecoderConfig): Record<string, unknown> | null {
  const { ropeScaling } = config;
  if (!ropeScaling) return null;
  if (ropeScaling.type === 'linear') return { rope_type: 'linear', factor: ropeScaling.factor };
  const scaling = ropeScaling.type === 'factors' ? fromFactors(config, ropeScaling.factors) : ropeScaling;
  return {
    rope_type: 'llama3',
    factor: scaling.factor,
    low_freq_factor: scaling.lowFrequencyFactor,
    high_freq_factor: scaling.highFrequencyFactor,
    original_max_position_embeddings: scaling.originalContext,
  };
}

type Llama3 = Extract<RopeScaling, { type: 'llama3' }>;

/** The setting of Llama 3.1 that gives these factors: a pair between the bands tells the first context. */
function fromFactors(
  { ropeBase, headDim, contextLength }: DecoderConfig,
  factors: readonly number[],
): Llama3 {
  // Factors are f32: the setting that they come from is the short number beside them.
  const factor = Number(Math.max(...factors).toPrecision(6));
  const waves = factors.map((_, pair) => 2 * Math.PI * ropeBase ** ((2 * pair) / headDim));
  const between = factors.findIndex((value) => value > 1 + TOLERANCE && value < factor * (1 - TOLERANCE));
  const share = (1 / factors[between]! - 1 / factor) / (1 - 1 / factor);
  const originalContext =
    between < 0 ? contextLength / factor : (LOW + share * (HIGH - LOW)) * waves[between]!;
  const found: Llama3 = {
    ...{ type: 'llama3', factor, lowFrequencyFactor: LOW, highFrequencyFactor: HIGH },
    originalContext: Math.round(originalContext),
  };
  const [wanted, given] = [found, { type: 'factors' as const, factors }].map(
    (scaling) => ropeTable(ropeBase, headDim, 2, scaling).sine,
  );
  if (found.originalContext > 0 && wanted!.every((sine, i) => close(sine, given![i]!))) return found;
  throw new ExportError(
    'unsupported',
    `config.json cannot say these rotary factors: ${factors.slice(0, 4).join(', ')}, …`,
    'Export it as GGUF, which keeps them.',
  );
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}
