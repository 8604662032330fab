import type { Graph } from '../../engine/graph/graph.ts';
import type { Value } from '../../engine/graph/value.ts';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import type { BatchTables } from './batch-heads.ts';

const FLOAT = 1;
const FORBIDDEN = -1e9;

/** What is given of several texts. */
export type BatchInputs = {
  /** `[batch, tokens]`, int64. */
  inputIds: Value;
  positionIds: Value;
  /** `[batch, total]`, int64: 0 for padding, of earlier tokens too. */
  attentionMask: Value;
  /** Radians that each rotary pair turns by a position, `[headDim / 2]`; `window` where such layers turn otherwise. */
  frequencies: Value;
  windowFrequencies: Value | undefined;
};

/** Emits angles and masks of a batch: for layers that see all, and for those that see a window. */
export function batchTables(
  graph: Graph,
  config: DecoderConfig,
  inputs: BatchInputs,
): { all: BatchTables; near: BatchTables } {
  const batch = graph.node('Shape', [inputs.inputIds], [1], { start: 0, end: 1 });
  const all = angles(graph, inputs.positionIds, inputs.frequencies);
  const near = inputs.windowFrequencies && angles(graph, inputs.positionIds, inputs.windowFrequencies);
  const mask = maskOf(graph, inputs);
  return {
    all: { batch, ...all, mask: mask(undefined) },
    near: { batch, ...(near ?? all), mask: mask(config.window?.tokens) },
  };
}

function angles(graph: Graph, positions: Value, frequencies: Value): { cosine: Value; sine: Value } {
  const half = frequencies.shape[0] as number;
  const narrow = ['batch', 1, 'tokens', half];
  const wide = ['batch', 1, 'tokens', 2 * half];
  const places = graph.node('Cast', [positions], positions.shape, { to: FLOAT });
  const columns = graph.node('Unsqueeze', [places, graph.integers([1, 3])], ['batch', 1, 'tokens', 1]);
  const turned = graph.node('Mul', [columns, frequencies], narrow);
  const [cosine, sine] = [graph.node('Cos', [turned], narrow), graph.node('Sin', [turned], narrow)];
  const negative = graph.node('Neg', [sine], narrow);
  return {
    cosine: graph.node('Concat', [cosine, cosine], wide, { axis: 3 }),
    sine: graph.node('Concat', [negative, sine], wide, { axis: 3 }),
  };
}

/** By arithmetic alone: a count of reasons why a token may not see another, times what forbids it. */
function maskOf(
  graph: Graph,
  { inputIds, attentionMask }: BatchInputs,
): (reach: number | undefined) => Value {
  const count = (value: Value) => {
    const size = graph.node('Shape', [value], [1], { start: 1, end: 2 });
    return graph.node('Squeeze', [graph.node('Cast', [size], [1], { to: FLOAT })], []);
  };
  const [total, tokens] = [count(attentionMask), count(inputIds)];
  const [zero, one] = [graph.scalar(0), graph.scalar(1)];
  const range = (from: Value, size: string) => graph.node('Range', [from, total, one], [size]);
  const grid = ['tokens', 'total'];
  const rows = range(graph.node('Sub', [total, tokens], []), 'tokens');
  const column = graph.node('Unsqueeze', [rows, graph.integers([1])], ['tokens', 1]);
  const distance = graph.node('Sub', [column, range(zero, 'total')], grid);
  const step = (value: Value) => graph.node('Clip', [value, zero, one], grid);
  const future = step(graph.node('Neg', [distance], grid));
  const present = graph.node('Cast', [attentionMask], attentionMask.shape, { to: FLOAT });
  const padding = graph.node(
    'Unsqueeze',
    [graph.node('Sub', [one, present], present.shape), graph.integers([1, 2])],
    ['batch', 1, 1, 'total'],
  );
  return (reach) => {
    const far =
      reach === undefined ? undefined : step(graph.node('Sub', [distance, graph.scalar(reach - 1)], grid));
    const hidden = far ? graph.node('Add', [future, far], grid) : future;
    const shape = ['batch', 1, 'tokens', 'total'];
    return graph.node('Mul', [graph.node('Add', [hidden, padding], shape), graph.scalar(FORBIDDEN)], shape);
  };
}
