import { sha256Beside } from '#sha256-beside';
import { createSha256 } from '#sha256';
import { canonicalJson } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import { toHex } from '../hash/to-hex.ts';

/** sha256 of what a model is made of. */
export type ModelDigests = { weights: Hex; tokenizer: Hex; template: Hex };

/** Digests that are counted when they are first asked for. */
export type CountedDigests = {
  counted(): Promise<ModelDigests>;
  /** Counts no further. */
  stop(): void;
};

/**
 * The digests of a model. Weights: the file's own sha256; of several, sha256 over their digests in the order given.
 *
 * @param paths Of the files of weights.
 */
export function modelDigests(
  paths: readonly string[],
  tokenizerJson: Record<string, unknown>,
  chatTemplate: string,
): CountedDigests {
  const stopped = new AbortController();
  const count = async (): Promise<ModelDigests> => {
    const files: Hex[] = [];
    for (const path of paths) files.push(await sha256Beside(path, stopped.signal));
    return {
      weights: files.length === 1 ? files[0]! : textDigest(files.join('\n')),
      tokenizer: textDigest(canonicalJson(tokenizerJson)),
      template: textDigest(chatTemplate),
    };
  };
  let counting: Promise<ModelDigests> | undefined;
  return {
    counted() {
      if (!counting) {
        counting = count();
        // Whoever asked early may have failed before it waits for them.
        counting.catch(() => {});
      }
      return counting;
    },
    stop: () => stopped.abort(),
  };
}

const textDigest = (text: string): Hex => toHex(createSha256().update(text).digest());
