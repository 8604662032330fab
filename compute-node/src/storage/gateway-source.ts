import type { CID } from 'multiformats/cid';
import { BlockCorruptError } from './block-corrupt-error.ts';
import type { BlockSource } from './block-source.ts';
import { ContentMissingError } from './content-missing-error.ts';
import { MAX_BLOCK_BYTES } from './embedded-store.ts';

/** A source was unreachable or answered something else than a block. */
export class GatewayUnavailableError extends Error {
  override readonly name = 'GatewayUnavailableError';
  readonly url: string;

  constructor(url: string, why: string, options?: ErrorOptions) {
    super(`${url}: ${why}`, options);
    this.url = url;
  }
}

/** What a gateway source needs of the world. */
export type GatewaySourceOptions = { fetch?: typeof fetch; timeoutMs?: number };

/** The blocks of one trustless gateway (`/ipfs/CID?format=raw`). Not verified here. */
export function gatewaySource(base: string, options: GatewaySourceOptions = {}): BlockSource {
  const doFetch = options.fetch ?? fetch;
  const timeoutMs = options.timeoutMs ?? 20_000;
  return {
    async block(cid, { signal } = {}) {
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const response = await doFetch(`${base.replace(/\/+$/, '')}/ipfs/${cid.toString()}?format=raw`, {
          headers: { accept: 'application/vnd.ipld.raw' },
          redirect: 'error',
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        });
        return await readBlock(base, cid, response);
      } catch (error) {
        signal?.throwIfAborted();
        if (isNamed(error)) throw error;
        throw new GatewayUnavailableError(base, reason(error, timeoutMs), { cause: error });
      }
    },
  };
}

async function readBlock(base: string, cid: CID, response: Response): Promise<Uint8Array> {
  if (response.status === 404 || response.status === 410 || response.status === 412) {
    await response.body?.cancel();
    throw new ContentMissingError(cid.toString(), [base]);
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new GatewayUnavailableError(base, `answered ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    // No honest block is larger: an endless or inflated body is a lie, whatever it would hash to.
    if (size > MAX_BLOCK_BYTES) throw new BlockCorruptError(cid.toString(), base);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isNamed(error: unknown): boolean {
  return (
    error instanceof ContentMissingError ||
    error instanceof BlockCorruptError ||
    error instanceof GatewayUnavailableError
  );
}

function reason(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeoutMs} ms`;
  return error instanceof Error
    ? ((error.cause as Error | undefined)?.message ?? error.message)
    : String(error);
}
