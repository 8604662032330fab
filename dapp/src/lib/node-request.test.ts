import { expect, it } from 'vitest';
import { z } from 'zod';
import { NodeError } from './node-error.ts';
import { nodeRequest } from './node-request.ts';

const schema = z.object({ n: z.number() });
const asked: string[] = [];
/** TEST DOUBLE: a node that answers everything in one way. */
const answering =
  (body: string, status = 200): typeof fetch =>
  async (url) => {
    asked.push(String(url));
    return new Response(body, { status });
  };

it('gives what the node says once it is checked', async () => {
  expect(await nodeRequest('http://node:1/', '/node', schema, {}, answering('{"n":3}'))).toEqual({ n: 3 });
  expect(asked).toEqual(['http://node:1/node']);
});

it('quotes a problem document', async () => {
  const problem = { type: 'urn:x', title: 'No', status: 409, detail: 'the job is running' };
  const refused = nodeRequest('http://node:1', '/x', schema, {}, answering(JSON.stringify(problem), 409));
  await expect(refused).rejects.toThrow('The node at node:1: the job is running');
});

it('refuses an answer of another shape, naming the place', async () => {
  const wrong = nodeRequest('http://node:1', '/x', schema, {}, answering('{"n":"3"}'));
  await expect(wrong).rejects.toThrow(/not understood \(n:/);
});

it('says so when nobody answers', async () => {
  const dead = nodeRequest('http://node:1', '/x', schema, {}, async () => {
    throw new TypeError('fetch failed');
  });
  await expect(dead).rejects.toBeInstanceOf(NodeError);
  await expect(dead).rejects.toThrow('does not answer');
});
