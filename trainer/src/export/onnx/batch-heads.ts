import type { Heads } from '../../engine/decoder/decoder-layer.ts';
import type { Graph } from '../../engine/graph/graph.ts';
import type { Value } from '../../engine/graph/value.ts';
import { softCap } from '../../engine/ops/soft-cap.ts';
import type { DecoderConfig } from '../../model/decoder-config.ts';

/** What several texts at once attend by. */
export type BatchTables = {
  /** Number of texts, `[1]`. */
  batch: Value;
  /** `[batch, 1, tokens, headDim]`; the first half of each sine is negated. */
  cosine: Value;
  sine: Value;
  /** Added to the scores, `[batch, 1, tokens, total]`. */
  mask: Value;
};

/** Heads of several texts, `[batch, heads, tokens, headDim]`, whose rows follow text by text. Forward only. */
export function batchHeads(graph: Graph, config: DecoderConfig, tables: BatchTables): Heads {
  const { headDim, keyValueHeads } = config;
  const [batch, half] = ['batch', headDim / 2];
  const reshape = (x: Value, sizes: readonly number[], shape: Value['shape']) =>
    graph.node('Reshape', [x, graph.integers(sizes)], shape);
  const transpose = (x: Value, perm: readonly number[]) =>
    graph.node(
      'Transpose',
      [x],
      perm.map((axis) => x.shape[axis]!),
      { perm },
    );
  const slice = (x: Value, from: number, to: number) =>
    graph.node(
      'Slice',
      [x, ...[[from], [to], [3]].map((one) => graph.integers(one))],
      [...x.shape.slice(0, 3), half],
    );
  return {
    split(x, count) {
      const sizes = graph.node('Concat', [tables.batch, graph.integers([-1, count, headDim])], [4], {
        axis: 0,
      });
      return transpose(graph.node('Reshape', [x, sizes], [batch, 'tokens', count, headDim]), [0, 2, 1, 3]);
    },
    turn(x) {
      const swapped = graph.node('Concat', [slice(x, half, headDim), slice(x, 0, half)], x.shape, {
        axis: 3,
      });
      const parts = [
        graph.node('Mul', [x, tables.cosine], x.shape),
        graph.node('Mul', [swapped, tables.sine], x.shape),
      ];
      return graph.node('Add', parts, x.shape);
    },
    attend(query, key, value) {
      const grouped = [batch, keyValueHeads, 'rows', headDim];
      const grid = [batch, keyValueHeads, 'rows', 'total'];
      const scale = graph.scalar(config.queryScale ?? 1 / Math.sqrt(headDim));
      // Query heads that share a key stand below one another, so that no key is copied; a size of 0 is taken over.
      const q = reshape(
        graph.node('Mul', [query, scale], query.shape),
        [0, keyValueHeads, -1, headDim],
        grouped,
      );
      const raw = graph.node('MatMul', [q, transpose(key, [0, 1, 3, 2])], grid);
      const scores = config.scoreCap === undefined ? raw : softCap(graph, raw, config.scoreCap).y;
      const apart = [batch, config.heads, 'tokens', 'total'];
      const masked = graph.node(
        'Add',
        [reshape(scores, [0, config.heads, -1, 0], apart), tables.mask],
        apart,
      );
      const shares = reshape(
        graph.node('Softmax', [masked], apart, { axis: -1 }),
        [0, keyValueHeads, -1, 0],
        grid,
      );
      return reshape(
        graph.node('MatMul', [shares, value], grouped),
        [0, config.heads, -1, headDim],
        query.shape,
      );
    },
    merge(x) {
      const width = config.heads * headDim;
      return reshape(transpose(x, [0, 2, 1, 3]), [-1, width], ['rows', width]);
    },
  };
}
