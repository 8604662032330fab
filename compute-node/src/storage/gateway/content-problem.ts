import { ProblemError } from '../../http/problem-error.ts';
import { BlockCorruptError } from '../block-corrupt-error.ts';
import { CidInvalidError } from '../cid-invalid-error.ts';
import { CidMismatchError } from '../cid-mismatch-error.ts';
import { ContentMalformedError } from '../content-malformed-error.ts';
import { ContentMissingError } from '../content-missing-error.ts';
import { ContentTooLargeError } from '../content-too-large-error.ts';
import { RangeInvalidError } from '../range-invalid-error.ts';

/** How a content error is told over HTTP; undefined for anything that is none. */
export function contentProblem(error: unknown): ProblemError | undefined {
  if (error instanceof CidInvalidError)
    return new ProblemError(400, 'cid-invalid', 'Not a CID', error.message);
  if (error instanceof ContentMissingError)
    return new ProblemError(404, 'content-missing', 'Not in this store', error.message);
  if (error instanceof ContentTooLargeError)
    return new ProblemError(413, 'content-too-large', 'Too large', error.message);
  if (error instanceof RangeInvalidError)
    return new ProblemError(416, 'range-invalid', 'Range outside the file', error.message);
  if (error instanceof CidMismatchError)
    return new ProblemError(422, 'cid-mismatch', 'The bytes are other bytes', error.message);
  if (error instanceof ContentMalformedError)
    return new ProblemError(422, 'content-malformed', 'Not a file', error.message);
  if (error instanceof BlockCorruptError)
    return new ProblemError(502, 'block-corrupt', 'A stored block is damaged', error.message);
  return undefined;
}
