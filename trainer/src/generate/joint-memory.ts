import type { DecoderConfig } from '../model/decoder-config.ts';
import { textMemory } from './text-memory.ts';
import type { TextMemory } from './text-memory.ts';

/** Steps for which room is made at once. */
const GRAIN = 64;

/** Several texts' memories in one, as a step that they share reads and extends it. */
export type JointMemory = {
  /** Begins a step. As long as the same texts go on together, their tokens are not copied. */
  join(texts: readonly TextMemory[]): JointStep;
  /** Gives the memory back, once no step is at work on it. */
  clear(): void;
};

/** A step that several texts share; it stands whatever becomes of the memory meanwhile. */
export type JointStep = {
  /** The tokens of all texts. */
  memory: TextMemory;
  /** `[groups · texts, tokens + texts]`: each text's new token sees its own, `reach` of them at most. */
  mask(groups: number, reach: number): Float32Array;
  /** Hands every text its token that was added. */
  keep(): void;
};

/** A row of the joint memory is the token of a text at a place. */
type Row = { text: number; place: number };
type Held = { texts: readonly TextMemory[]; lengths: number[]; joint: TextMemory; rows: Row[] };

/** Opens a joint memory for texts of a model, at first none. New tokens are added at its end, whosever they are. */
export function jointMemory(config: DecoderConfig): JointMemory {
  const width = config.keyValueHeads * config.headDim;
  let held: Held | undefined;

  const isHeld = (texts: readonly TextMemory[]) =>
    held?.texts.length === texts.length &&
    texts.every((text, t) => text === held!.texts[t] && text.tokens === held!.lengths[t]) &&
    (held.joint.tokens + texts.length) * width <= held.joint.keys[0]!.length;
  const gather = (texts: readonly TextMemory[]): Held => {
    const lengths = texts.map(({ tokens }) => tokens);
    const joint = textMemory(config, lengths.reduce((a, b) => a + b, 0) + GRAIN * texts.length);
    for (const { tokens, keys, values } of texts) {
      for (let layer = 0; layer < config.layers; layer++) {
        joint.keys[layer]!.set(keys[layer]!.subarray(0, tokens * width), joint.tokens * width);
        joint.values[layer]!.set(values[layer]!.subarray(0, tokens * width), joint.tokens * width);
      }
      joint.tokens += tokens;
    }
    const rows = lengths.flatMap((length, text) => Array.from({ length }, (_, place) => ({ text, place })));
    return { texts: [...texts], lengths, joint, rows };
  };
  return {
    join(texts) {
      if (!isHeld(texts)) held = gather(texts);
      return stepOf(held!, width);
    },
    clear: () => (held = undefined),
  };
}

function stepOf({ texts, lengths, joint, rows }: Held, width: number): JointStep {
  return {
    memory: joint,
    mask(groups, reach) {
      const count = lengths.length;
      const all = [...rows, ...lengths.map((place, text) => ({ text, place }))];
      const mask = new Float32Array(groups * count * all.length).fill(-1e9);
      for (let row = 0; row < groups * count; row++) {
        const own = row % count;
        for (const [column, { text, place }] of all.entries()) {
          if (text === own && place > lengths[own]! - reach) mask[row * all.length + column] = 0;
        }
      }
      return mask;
    },
    keep() {
      for (const [t, { tokens, keys, values }] of texts.entries()) {
        const from = (joint.tokens + t) * width;
        for (let layer = 0; layer < keys.length; layer++) {
          keys[layer]!.set(joint.keys[layer]!.subarray(from, from + width), tokens * width);
          values[layer]!.set(joint.values[layer]!.subarray(from, from + width), tokens * width);
        }
        rows.push({ text: t, place: tokens });
        lengths[t] = ++texts[t]!.tokens;
      }
      joint.tokens += texts.length;
    },
  };
}
