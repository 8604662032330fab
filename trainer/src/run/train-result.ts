import type { AdapterManifest, Hex } from '@cultivar/sdk/spec';

/** What a finished run leaves behind. */
export type TrainResult = {
  /** Digest of the adapter's manifest: the result on chain. */
  resultDigest: Hex;
  traceRoot: Hex;
  /** PEFT directory; with the method full, that of the whole model. */
  adapterDir: string;
  /** The adapter's manifest in canonical JSON. */
  manifestPath: string;
  /** The trace's manifest in canonical JSON. */
  tracePath: string;
  metrics: NonNullable<AdapterManifest['metrics']>;
};
