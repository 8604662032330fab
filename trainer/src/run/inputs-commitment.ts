import { createSha256 } from '#sha256';
import { canonicalJson, sha256 } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import type { TrainingData } from '../data/training-data.ts';
import type { RopeTables } from '../engine/decoder/rope-tables.ts';
import { toHex } from '../hash/to-hex.ts';
import type { ModelDigests } from '../model/model-digests.ts';
import { startSecret } from './secret.ts';

/** A model that is learnt from. */
export type TeacherInputs = { weights: Hex; table: RopeTables };

/** State and secret of leaf 0: what the run was made from, down to the tables and the initial state. */
export function inputsCommitment(
  job: Hex,
  digests: ModelDigests,
  data: Pick<TrainingData, 'digest'>,
  table: RopeTables,
  initialState: Hex,
  teacher?: TeacherInputs,
): { stateHash: Hex; secret: Hex } {
  const inputs = canonicalJson({
    job,
    base: digests.weights,
    tokenizer: digests.tokenizer,
    template: digests.template,
    tokens: data.digest,
    tables: tableDigest(table),
    state: initialState,
    ...(teacher ? { teacher: { weights: teacher.weights, tables: tableDigest(teacher.table) } } : {}),
  });
  return { stateHash: sha256(new TextEncoder().encode(inputs)), secret: startSecret('init', inputs) };
}

function tableDigest({ cosine, sine, window }: RopeTables): Hex {
  const hash = createSha256();
  for (const part of [cosine, sine, ...(window ? [window.cosine, window.sine] : [])])
    hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  return toHex(hash.digest());
}
