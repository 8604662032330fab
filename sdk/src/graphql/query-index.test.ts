import { describe, expect, it } from 'vitest';
import { assetFilter } from './asset-filter.ts';
import { entityId, manifestEntityId } from './entity-id.ts';
import type { IndexDocument } from './index-document.ts';
import { IndexError } from './index-error.ts';
import { queryIndex } from './query-index.ts';

const url = 'http://index.test/subgraphs/name/cultivar';
const document: IndexDocument<{ n: number }, { id: string }> = { name: 'N', text: 'query N { n }' };

/** A fetch that answers with this body, and notes what it was asked. */
function answering(body: string, status = 200) {
  const asked: RequestInit[] = [];
  const fetch = (async (_: unknown, init: RequestInit) => {
    asked.push(init);
    return new Response(body, { status });
  }) as typeof globalThis.fetch;
  return { asked, fetch };
}

const ask = (fetch: typeof globalThis.fetch) => queryIndex(url, document, { id: '0x01' }, { fetch });

describe('a query to the index', () => {
  it('sends the document with its variables and gives the data', async () => {
    const { asked, fetch } = answering('{"data":{"n":1}}');
    expect(await ask(fetch)).toEqual({ n: 1 });
    expect(JSON.parse(asked[0]!.body as string)).toEqual({
      query: 'query N { n }',
      operationName: 'N',
      variables: { id: '0x01' },
    });
  });

  it('that is refused says why, even beside partial data', async () => {
    const { fetch } = answering('{"data":{"n":1},"errors":[{"message":"no block 7"}]}');
    await expect(ask(fetch)).rejects.toMatchObject({ problem: { code: 'query', messages: ['no block 7'] } });
  });

  it.each(['<html>', '', 'null', '{}', '{"data":null}'])(
    'that meets %j instead of an index says so',
    async (body) => {
      await expect(ask(answering(body, 502).fetch)).rejects.toMatchObject({
        problem: { code: 'not-graphql', status: 502 },
      });
    },
  );

  it('that nobody answers names the address', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    const error = await ask(fetch).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(IndexError);
    expect(error).toMatchObject({ url, document: 'N', problem: { code: 'unreachable' } });
  });

  it('that was aborted fails with the abort itself', async () => {
    const gaveUp = new Error('gave up');
    const fetch = () => Promise.reject(gaveUp);
    const options = { fetch, signal: AbortSignal.abort(gaveUp) };
    await expect(queryIndex(url, document, { id: '0x01' }, options)).rejects.toBe(gaveUp);
  });
});

describe('ids of the index', () => {
  it('sort as the numbers do', () => {
    const ids = [1n, 9n, 10n, 255n, 256n].map(entityId);
    expect(ids).toEqual(ids.toSorted());
  });

  it('of a manifest hold the digest and the account, in lower case', () => {
    expect(manifestEntityId(`0x${'AB'.repeat(32)}`, `0x${'Cd'.repeat(20)}`)).toBe(
      `0x${'ab'.repeat(32)}${'cd'.repeat(20)}`,
    );
  });
});

describe('the marketplace’s filter', () => {
  it('asks for nothing when nothing is chosen', () => {
    expect(assetFilter({})).toEqual({});
  });

  it('keeps what the manifest says apart from what the chain says', () => {
    expect(
      assetFilter({ kind: 'model', text: 'llama', isForSale: true, owner: `0x${'AB'.repeat(20)}` }),
    ).toEqual({
      kind: 'MODEL',
      openOfferCount_gt: 0,
      owner: `0x${'ab'.repeat(20)}`,
      manifest_: { name_contains_nocase: 'llama' },
    });
  });
});
