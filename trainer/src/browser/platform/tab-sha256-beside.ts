import { sha256File } from '../../model/sha256-file.ts';

/** sha256 of a file's bytes: the worker of a page has no other thread to count it in. */
export const sha256Beside = (path: string) => sha256File(path);
