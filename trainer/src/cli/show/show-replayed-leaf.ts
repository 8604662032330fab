import type { Hex, TraceManifest } from '@cultivar/sdk/spec';
import type { Surroundings } from '../surroundings.ts';

type Leaf = TraceManifest['leaves'][number];

/** A leaf computed again, beside the one that the trace has. */
export type ShownLeaf = Omit<Leaf, 'hash'> & {
  index: number;
  /** What an auditor or juror reveals of its secret. */
  proof?: Hex;
  equal: boolean;
  known: Leaf | undefined;
};

/** Shows both halves of a leaf: as words on a terminal, as a line of JSON elsewhere. */
export function showReplayedLeaf({ known, ...leaf }: ShownLeaf, { out }: Surroundings): void {
  if (!out.isTTY) {
    out.write(`${JSON.stringify({ type: 'leaf', ...leaf })}\n`);
    return;
  }
  const { index, stage, step, stateHash, seal, proof, equal } = leaf;
  const say = (line: string) => void out.write(`${line}\n`);
  say(`leaf ${index}, ${stage} up to step ${step}: ${equal ? 'equal' : 'differs'}`);
  for (const [name, ours, theirs] of [
    ['state', stateHash, known?.stateHash],
    ['seal', seal, known?.seal],
  ] as const) {
    say(`  ${name.padEnd(6)}${ours}`);
    if (ours !== theirs) say(`  trace ${theirs ?? 'none'}`);
  }
  if (proof) say(`  proof ${proof}`);
}
