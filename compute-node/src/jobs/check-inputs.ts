import { FUSED_LORA_TARGETS, LORA_TARGETS } from '@cultivar/sdk/spec';
import type { DatasetManifest, JobManifest, ModelManifest } from '@cultivar/sdk/spec';
import { JobRefusedError } from './job-refused-error.ts';

/** What the manifests of a job's inputs say of them. */
export type StatedInputs = {
  model: Pick<ModelManifest, 'model'>;
  teacher?: Pick<ModelManifest, 'model'> | undefined;
  /** In the order of the job's own list. */
  datasets: readonly Pick<DatasetManifest, 'dataset'>[];
};

/** Values of a block of four bits. */
const BLOCK_VALUES = 32;
/** What no Phi-3 has, which stores these as two. */
const APART: readonly string[] = LORA_TARGETS.filter((name) => name !== 'o_proj' && name !== 'down_proj');

/**
 * Whether a trainer could begin a job with inputs such as their manifests describe, before any of them is fetched. A
 * manifest that says less is believed; the trainer looks at the files themselves before the job is claimed.
 *
 * @throws JobRefusedError naming the first thing that is wrong.
 */
export function checkInputs(spec: JobManifest, { model, teacher, datasets }: StatedInputs): void {
  const { architecture, hiddenSize, vocabularySize } = model.model;
  const lacking: readonly string[] = architecture === 'phi3' ? APART : FUSED_LORA_TARGETS;
  const absent = spec.lora?.targets.filter((target) => lacking.includes(target)) ?? [];
  if (absent.length > 0) {
    throw new JobRefusedError('targets-absent', `a ${architecture} model has no ${absent.join(', ')}`);
  }
  if (spec.baseWeights !== undefined && (hiddenSize ?? 0) % BLOCK_VALUES !== 0) {
    throw new JobRefusedError(
      'rows-uneven',
      `rows of ${hiddenSize} values are no whole number of blocks of ${BLOCK_VALUES}, which baseWeights asks for`,
    );
  }
  const taught = teacher?.model.vocabularySize;
  if (taught !== undefined && vocabularySize !== undefined && taught !== vocabularySize) {
    throw new JobRefusedError(
      'teacher-differs',
      `the base has ${vocabularySize} tokens, the teacher ${taught}: they are not of one vocabulary`,
    );
  }
  const wantsPairs = spec.objective?.name === 'dpo';
  datasets.forEach(({ dataset }, place) => {
    const format = spec.datasets[place]?.format ?? dataset.format;
    if ((format.name === 'preference') === wantsPairs) return;
    const asset = spec.datasets[place]?.asset;
    throw new JobRefusedError(
      'rows-of-another-kind',
      wantsPairs
        ? `dataset ${asset} holds rows of the format ${format.name}; the objective dpo learns from pairs of answers`
        : `dataset ${asset} holds pairs of answers, from which the objective dpo alone learns`,
    );
  });
}
