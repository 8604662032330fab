import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Hex } from '@cultivar/sdk/spec';
import { writeAtomic } from '../storage/write-atomic.ts';

/**
 * The node's X25519 public key, to which private inputs are encrypted. The private half is made at the first call
 * and kept at `path`, readable by this user alone.
 */
export async function encryptionKey(path: string): Promise<Hex> {
  const pem = await readOrMake(path);
  const { x } = createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' });
  return `0x${Buffer.from(x!, 'base64url').toString('hex')}`;
}

async function readOrMake(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const { privateKey } = generateKeyPairSync('x25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  await writeAtomic(path, pem);
  return pem;
}
