import { getAddress } from 'viem';
import type { Hex } from 'viem';
import { z } from 'zod';
import type { SignedVoucher } from './signed-voucher.ts';
import { VoucherTextError } from './voucher-text-error.ts';
import { VOUCHER_PREFIX } from './voucher-text.ts';

/** Far more than a wallet's longest signature needs. */
const MAX_LENGTH = 20_000;

/**
 * Reads a voucher from its text, or from an address that ends in it; line breaks that a mail added are skipped.
 * Shapes are checked here, nothing else: neither who signed it nor whether it is still good.
 *
 * @throws VoucherTextError that names the part that is wrong
 */
export function parseVoucherText(input: string): SignedVoucher {
  const text = input.slice(0, MAX_LENGTH + 1).replace(/\s+/g, '');
  if (text.length > MAX_LENGTH) throw new VoucherTextError('it is too long');
  const start = text.indexOf(VOUCHER_PREFIX);
  if (start < 0) throw new VoucherTextError(`there is no ${VOUCHER_PREFIX} in it`);
  const result = schema.safeParse(decoded(text.slice(start + VOUCHER_PREFIX.length)));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new VoucherTextError(issue?.message ?? 'it has no shape', issue?.path.join('.') || undefined);
  }
  const { chainId, market, signature, ...voucher } = result.data;
  return { chainId, market, voucher, signature };
}

function decoded(base64: string): unknown {
  try {
    return JSON.parse(atob(base64.replaceAll('-', '+').replaceAll('_', '/')));
  } catch (cause) {
    throw new VoucherTextError('a part of it is missing, or was changed', undefined, { cause });
  }
}

const account = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, 'an account has 20 bytes in hex')
  .transform((text) => getAddress(text));

/** A whole number below a power of two, as decimal text. */
const uint = (bits: bigint) =>
  z
    .string()
    .regex(/^(0|[1-9][0-9]{0,77})$/, 'a whole number in decimal text')
    .transform(BigInt)
    .refine((value) => value < 1n << bits, `below 2^${bits}`);

const schema = z.strictObject({
  chainId: z.int().positive(),
  market: account,
  offerId: uint(48n),
  recipient: account,
  quantity: z.int().min(1).max(50),
  price: uint(128n),
  /** In seconds. */
  expiresAt: z
    .int()
    .positive()
    .max(2 ** 40 - 1),
  nonce: uint(256n),
  signature: z
    .string()
    .regex(/^0x([0-9a-fA-F]{2}){1,8192}$/, 'bytes in hex')
    .transform((text) => text as Hex),
});
