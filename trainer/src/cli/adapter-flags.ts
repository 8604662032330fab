import type { JobLora, JobManifestInput } from '@cultivar/sdk/spec';
import type { JobFlags } from './job-options.ts';
import { UsageError } from './usage-error.ts';

const ADAPTER_FLAGS = [
  'rank',
  'alpha',
  'targets',
  'dropout',
  'dora',
  'rankStabilized',
  'baseWeights',
] as const;

type Lora = NonNullable<JobManifestInput['lora']>;

/**
 * The adapter that flags describe: the preset's, and what they say otherwise. With the method full there is none.
 *
 * @throws UsageError where flags speak of an adapter and of all weights.
 */
export function adapterFlags(flags: JobFlags, usual: Lora): Pick<JobManifestInput, 'lora'> {
  if (flags.method === 'full') {
    const told = ADAPTER_FLAGS.find((flag) => flags[flag] !== undefined);
    if (told === undefined) return {};
    const name = `--${told.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new UsageError(
      `${name} is for adapters, --method full trains every weight`,
      'Leave out one of them.',
    );
  }
  const rank = flags.rank ?? usual.rank;
  return {
    lora: {
      rank,
      // A rank of one's own keeps the preset's scale, alpha over rank.
      alpha: flags.alpha ?? (usual.alpha / usual.rank) * rank,
      targets: (flags.targets?.split(',').map((name) => name.trim()) ?? usual.targets) as JobLora['targets'],
      ...(flags.dropout === undefined ? {} : { dropout: flags.dropout }),
      ...(flags.dora ? { dora: true } : {}),
      ...(flags.rankStabilized ? { rankStabilized: true } : {}),
    },
  };
}
