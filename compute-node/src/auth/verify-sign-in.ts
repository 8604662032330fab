import { signatureVerify } from '@polkadot/util-crypto';
import type { AuthVerify } from '@cultivar/sdk';
import type { Hex } from '@cultivar/sdk/spec';
import { isAddress } from 'viem';
import type { Nonces } from './nonces.ts';
import type { Session } from './sessions.ts';
import { SignInError } from './sign-in-error.ts';
import { signInFields } from './sign-in-fields.ts';
import type { SignInFields } from './sign-in-fields.ts';

/** What a message is checked against. */
export type SignInContext = {
  /** Host (and port) of this node, as its users reach it. */
  domain: string;
  chainId: number;
  nonces: Nonces;
  /** ms since the Unix epoch. */
  now: () => number;
  /** Signature of an EVM account, smart ones included. */
  verifyMessage: (account: Hex, message: string, signature: Hex) => Promise<boolean>;
};

// Clocks of users run a little ahead.
const CLOCK_SKEW_MS = 60_000;

/**
 * Checks a signed sign-in message: this node, this chain, in time, signed by whom it names; last, its nonce is used
 * up, so that nobody can burn the nonce of another with a message he did not sign.
 *
 * @throws SignInError
 */
export async function verifySignIn(
  signed: AuthVerify,
  context: SignInContext,
): Promise<Pick<Session, 'account' | 'scheme'>> {
  const fields = signInFields(signed.message);
  if (fields.scheme !== signed.scheme) {
    throw new SignInError('malformed', `the message is for ${fields.scheme}, not ${signed.scheme}`);
  }
  checkFields(fields, context);
  const valid =
    signed.scheme === 'siwe'
      ? await signedByEvm(fields, signed.message, signed.signature as Hex, context)
      : signedByPolkadot(fields, signed.message, signed.signature, signed.address);
  if (!valid) throw new SignInError('signature', `${fields.address} did not sign this message`);
  if (!context.nonces.consume(fields.nonce)) {
    throw new SignInError('nonce', 'the nonce is unknown, used or too old; ask for a new one');
  }
  return { account: fields.address, scheme: signed.scheme };
}

function checkFields(fields: SignInFields, { domain, chainId, now }: SignInContext): void {
  if (fields.domain !== domain) {
    throw new SignInError('wrong-domain', `the message is for ${fields.domain}, this is ${domain}`);
  }
  if (fields.chainId !== chainId) {
    throw new SignInError('wrong-chain', `the message is for chain ${fields.chainId}, this is ${chainId}`);
  }
  const at = now();
  const tooEarly = !(fields.issuedAtMs <= at + CLOCK_SKEW_MS) || (fields.notBeforeMs ?? 0) > at;
  if (tooEarly) throw new SignInError('expired', 'the message is not valid yet');
  if (fields.expiresAtMs !== undefined && fields.expiresAtMs <= at) {
    throw new SignInError('expired', 'the message has expired');
  }
}

async function signedByEvm(
  { address }: SignInFields,
  message: string,
  signature: Hex,
  { verifyMessage }: SignInContext,
): Promise<boolean> {
  return isAddress(address) && (await verifyMessage(address, message, signature));
}

/** signRaw wraps what it signs in `<Bytes>…</Bytes>`; signatureVerify tries both forms and all three curves. */
function signedByPolkadot(
  fields: SignInFields,
  message: string,
  signature: string,
  address: string,
): boolean {
  if (fields.address !== address) return false;
  try {
    return signatureVerify(`<Bytes>${message}</Bytes>`, signature, address).isValid;
  } catch {
    // Not an address, or not a signature of its length.
    return false;
  }
}
