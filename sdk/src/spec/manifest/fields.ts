import { z } from 'zod';
import type { Hex } from '../hex.ts';

/** 32 bytes of lower-case hex with a `0x` prefix. */
export const bytes32 = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/, '32 bytes of lower-case hex with 0x in front')
  .transform((text) => text as Hex);

/** A 20-byte account in hex, any case. */
export const account = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, 'an account of 20 bytes in hex')
  .transform((text) => text as Hex);

/** An id or amount too large for a JSON number, as decimal text. */
export const uintText = z.string().regex(/^(0|[1-9][0-9]{0,77})$/, 'a whole number in decimal text');

/** A name inside a manifest's file list: a relative path without `..`. */
export const fileName = z
  .string()
  .min(1)
  .max(255)
  .regex(/^(?!\/)(?!.*(^|\/)\.{1,2}(\/|$))[\w.@+\- /]+$/, 'a relative path of plain characters, without ..');

/** Anything a CID can be written as. */
export const cid = z
  .string()
  .min(32)
  .max(128)
  .regex(/^[a-zA-Z0-9]+$/, 'a CID');

/** An SPDX licence id or `LicenseRef-…`. */
export const spdx = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9.+-]+$/, 'an SPDX licence id');
