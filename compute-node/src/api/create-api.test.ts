import {
  authNonceSchema,
  authSessionSchema,
  nodeJobListSchema,
  nodeJobSchema,
  problemSchema,
} from '@cultivar/sdk';
import type { TrainEvent } from '@cultivar/sdk/spec';
import { describe, expect, it } from 'vitest';
import { testApi } from '../../test/test-api.ts';
import { termsText } from '../chain/job-terms.ts';
import { testTerms } from '../../test/test-terms.ts';
import type { Journal } from '../journal/open-journal.ts';
import { ENDPOINTS } from './endpoints.ts';
import { openApiDocument } from './open-api-document.ts';

describe('the history of a run', () => {
  it('is replayed, then goes on as it happens', async () => {
    const { url, context } = await testApi();
    const jobId = seen(context.journal);
    say(context, jobId, 'one');
    const stream = await open(`${url}/jobs/41337:7/events`);
    expect(await stream.next()).toEqual({ id: '1', message: 'one' });
    say(context, jobId, 'two');
    expect(await stream.next()).toEqual({ id: '2', message: 'two' });
    stream.close();
  });

  it('goes on after the last event a reader has seen', async () => {
    const { url, context } = await testApi();
    const jobId = seen(context.journal);
    for (const message of ['one', 'two', 'three']) say(context, jobId, message);
    const stream = await open(`${url}/jobs/41337:7/events`, { 'last-event-id': '2' });
    expect(await stream.next()).toEqual({ id: '3', message: 'three' });
    stream.close();
  });

  it('comes as an array where JSON is asked for', async () => {
    const { url, context } = await testApi();
    say(context, seen(context.journal), 'one');
    const answer = await fetch(`${url}/jobs/41337:7/events`, { headers: { accept: 'application/json' } });
    expect(await answer.json()).toMatchObject([{ seq: 1, message: 'one' }]);
  });

  it('ends when the node stops', async () => {
    const { url, context, stop } = await testApi();
    seen(context.journal);
    const stream = await open(`${url}/jobs/41337:7/events`);
    stop();
    expect(await stream.next()).toBeUndefined();
  });
});

describe('jobs', () => {
  it('are listed newest first, in pages, refused ones with their reason', async () => {
    const { url, context } = await testApi();
    for (const id of [1n, 2n, 3n]) seen(context.journal, id);
    const reason = { code: 'price-too-low', message: 'pays 1 wei' };
    context.journal.jobs.advance(2n, 'seen', 'refused', { reason });
    const first = nodeJobListSchema.parse(await (await fetch(`${url}/jobs?limit=2`)).json());
    expect(first.jobs.map(({ id }) => id)).toEqual(['41337:3', '41337:2']);
    expect(first.jobs[1]!.reason).toEqual(reason);
    const second = nodeJobListSchema.parse(await (await fetch(`${url}/jobs?before=${first.next}`)).json());
    expect(second.jobs.map(({ id }) => id)).toEqual(['41337:1']);
    expect(second.next).toBeUndefined();
  });

  it.each([
    ['/jobs/41337:99', 404, 'job-not-found'],
    ['/jobs/1:7', 404, 'job-not-found'],
    ['/jobs/seven', 404, 'job-not-found'],
    ['/jobs?state=asleep', 400, 'invalid-request'],
    ['/jobs?limit=0', 400, 'invalid-request'],
    ['/nowhere', 404, 'no-such-route'],
  ])('answer %s with %i and a problem', async (path, status, code) => {
    const { url } = await testApi();
    const answer = await fetch(`${url}${path}`);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(problemSchema.parse(await answer.json())).toMatchObject({
      type: `urn:cultivar:error:${code}`,
      status,
    });
  });
});

describe('canceling', () => {
  it('is for whoever is signed in', async () => {
    const { url, context } = await testApi();
    seen(context.journal);
    expect((await fetch(`${url}/jobs/41337:7/cancel`, { method: 'POST' })).status).toBe(401);
  });

  it('is refused to a stranger', async () => {
    const { url, context } = await testApi();
    seen(context.journal);
    expect((await cancel(url, `0x${'99'.repeat(20)}`)).status).toBe(403);
  });

  it('is granted to the requester before the claim, and not after it', async () => {
    const canceled: bigint[] = [];
    const { url, context } = await testApi({ cancel: (jobId) => canceled.push(jobId) });
    seen(context.journal);
    const requester = testTerms().requester;
    const answer = await cancel(url, requester);
    expect(answer.status).toBe(202);
    nodeJobSchema.parse(await answer.json());
    context.journal.jobs.advance(7n, 'seen', 'checked');
    context.journal.jobs.advance(7n, 'checked', 'claimed');
    expect((await cancel(url, requester)).status).toBe(409);
    expect(canceled).toEqual([7n]);
    expect((await cancel(url, context.account)).status).toBe(202);
  });
});

describe('signing in', () => {
  it('gives a nonce that names this node', async () => {
    const { url } = await testApi();
    const nonce = authNonceSchema.parse(await (await fetch(`${url}/auth/nonce`)).json());
    expect(nonce).toMatchObject({ domain: 'node.example', chainId: 41_337 });
  });

  it('says which part of the body is wrong', async () => {
    const { url } = await testApi();
    const answer = await post(`${url}/auth/verify`, { scheme: 'siwe', message: 'x', signature: 'none' });
    expect(answer.status).toBe(400);
    expect(problemSchema.parse(await answer.json()).errors).toMatchObject([{ path: 'signature' }]);
  });
});

describe('everything', () => {
  it('is limited in number', async () => {
    const { url } = await testApi({ requestsPerMinute: 3 });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await fetch(`${url}/jobs`)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });

  it('may be read by any page and written by listed ones', async () => {
    const { url } = await testApi();
    const preflight = async (origin: string) => {
      const headers = { origin, 'access-control-request-method': 'POST' };
      const answer = await fetch(`${url}/auth/verify`, { method: 'OPTIONS', headers });
      return answer.headers.get('access-control-allow-origin');
    };
    expect(await preflight('https://market.example')).toBe('https://market.example');
    expect(await preflight('https://elsewhere.example')).toBeNull();
    const read = await fetch(`${url}/jobs`, { headers: { origin: 'https://elsewhere.example' } });
    expect(read.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('hides the inside of an unexpected error', async () => {
    const info = async (): Promise<never> => {
      throw new Error('password=hunter2');
    };
    const { url } = await testApi({ info });
    const answer = await fetch(`${url}/node`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('hunter2');
  });

  it('is described: every endpoint, every reference leads somewhere, every status is said', async () => {
    const document = openApiDocument('1.2.3') as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string; responses: object }>>;
      components: { schemas: Record<string, unknown> };
    };
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations).toHaveLength(ENDPOINTS.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(ENDPOINTS.length);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(ENDPOINTS.length);
    for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name!);
  });

  it('exists: every described endpoint is served', async () => {
    const { url } = await testApi();
    for (const { method, path } of ENDPOINTS) {
      const answer = await fetch(`${url}${path.replace('{id}', '41337:7')}`, {
        method: method.toUpperCase(),
      });
      const body = await answer.text();
      expect(`${path} ${body}`).not.toContain('no-such-route');
    }
  });
});

function seen(journal: Journal, jobId = 7n): bigint {
  const terms = testTerms();
  journal.jobs.see({
    ...{ jobId, requester: terms.requester, specDigest: terms.work.specDigest, blockNumber: 1n },
    request: termsText.write(terms),
  });
  return jobId;
}

function say(context: Awaited<ReturnType<typeof testApi>>['context'], jobId: bigint, message: string): void {
  const event: TrainEvent = { seq: 1, timeMs: 1, type: 'warning', code: 'test', message };
  context.hub.publish(jobId, context.journal.events.append(jobId, event));
}

async function cancel(url: string, account: string): Promise<Response> {
  const signed = { scheme: 'siwe', message: account, signature: '0x1234' };
  const { token } = authSessionSchema.parse(await (await post(`${url}/auth/verify`, signed)).json());
  return fetch(`${url}/jobs/41337:7/cancel`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
}

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function open(url: string, headers: Record<string, string> = {}) {
  const left = new AbortController();
  const answer = await fetch(url, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: left.signal,
  });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const reader = answer
    .body!.pipeThrough(new TextDecoderStream() as never)
    .getReader() as ReadableStreamDefaultReader<string>;
  let text = '';
  return {
    close: () => left.abort(),
    /** The next event; undefined at the end. */
    async next(): Promise<{ id: string; message: string } | undefined> {
      for (;;) {
        const match = /^id: (\d+)\nevent: train\ndata: (.*)\n\n/m.exec(text);
        if (match) {
          text = text.slice(match.index + match[0].length);
          return { id: match[1]!, message: (JSON.parse(match[2]!) as { message: string }).message };
        }
        const { value, done } = await reader.read();
        if (done) return undefined;
        text += value;
      }
    },
  };
}
