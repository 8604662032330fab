import { z } from 'zod';

/** `<chainId>:<jobId>` or `<chainId>:<assetId>`. */
export const chainScopedId = z
  .string()
  .regex(/^[1-9][0-9]{0,15}:[0-9]{1,78}$/, 'an id of the form chainId:number');

/** 32 bytes as `0x` and lower-case hex. */
export const digestText = z.string().regex(/^0x[0-9a-f]{64}$/, '32 bytes of lower-case hex with 0x in front');

/** A 20-byte account in hex. */
export const accountText = z.string().regex(/^0x[0-9a-fA-F]{40}$/, 'an account of 20 bytes in hex');

/** An amount in wei as decimal text. */
export const weiText = z.string().regex(/^[0-9]{1,78}$/, 'a whole number in decimal text');
