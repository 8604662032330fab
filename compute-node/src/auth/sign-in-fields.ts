import { SignInError } from './sign-in-error.ts';

/** What a sign-in message (EIP-4361, or its twin for Polkadot accounts) says. */
export type SignInFields = {
  domain: string;
  scheme: 'siwe' | 'siws';
  address: string;
  uri: string;
  chainId: number;
  nonce: string;
  issuedAtMs: number;
  expiresAtMs: number | undefined;
  notBeforeMs: number | undefined;
};

const HEAD =
  /^(?<domain>[^\s/]{1,253}) wants you to sign in with your (?<family>Ethereum|Polkadot) account:\n(?<address>[A-Za-z0-9]{1,64})\n/;

/**
 * Reads a sign-in message. Each field stands on a line of its own, once.
 *
 * @throws SignInError `malformed`
 */
export function signInFields(message: string): SignInFields {
  const head = HEAD.exec(message)?.groups;
  if (head === undefined)
    throw new SignInError('malformed', 'the message does not begin like a sign-in message');
  if (field(message, 'Version') !== '1') throw new SignInError('malformed', 'Version must be 1');
  return {
    domain: head['domain']!,
    scheme: head['family'] === 'Ethereum' ? 'siwe' : 'siws',
    address: head['address']!,
    uri: required(message, 'URI'),
    chainId: Number(required(message, 'Chain ID')),
    nonce: required(message, 'Nonce'),
    issuedAtMs: time(message, 'Issued At') ?? NaN,
    expiresAtMs: time(message, 'Expiration Time'),
    notBeforeMs: time(message, 'Not Before'),
  };
}

function field(message: string, name: string): string | undefined {
  const lines = message.split('\n').filter((line) => line.startsWith(`${name}: `));
  if (lines.length > 1) throw new SignInError('malformed', `${name} stands there twice`);
  return lines[0]?.slice(name.length + 2);
}

function required(message: string, name: string): string {
  const value = field(message, name);
  if (value === undefined || value === '') throw new SignInError('malformed', `${name} is missing`);
  return value;
}

function time(message: string, name: string): number | undefined {
  const value = field(message, name);
  if (value === undefined) return undefined;
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) throw new SignInError('malformed', `${name} is no time`);
  return ms;
}
