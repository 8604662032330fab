import type { IconName } from './icon-names.ts';

/** What may be claimed about how something came to be. */
export type SealName = 'proven' | 'unchallenged' | 'trusted' | 'refuted';

/** The word, the shield and the one-line reason of each seal. */
export const SEAL_LOOKS: Record<SealName, { word: string; icon: IconName; reason: string }> = {
  proven: {
    word: 'Proven',
    icon: 'proven',
    reason: 'A drawn node recomputed a segment of an exact class and nobody won a challenge.',
  },
  unchallenged: {
    word: 'Unchallenged',
    icon: 'shield',
    reason: 'Exact class and an open window in which nobody challenged it; no segment was recomputed.',
  },
  trusted: {
    word: 'Trusted',
    icon: 'trusted',
    reason: 'Somebody’s word: an upload, or a run that the buyer accepted without a jury.',
  },
  refuted: {
    word: 'Refuted',
    icon: 'x',
    reason: 'A jury recomputed a step of it and found something else.',
  },
};
