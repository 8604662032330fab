import { createServer } from 'node:http';
import type { AuthVerify } from '@cultivar/sdk';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { ApiContext } from '../src/api/api-context.ts';
import { createApi } from '../src/api/create-api.ts';
import { eventHub } from '../src/api/event-hub.ts';
import { nodeMetrics } from '../src/api/node-metrics.ts';
import { nonces } from '../src/auth/nonces.ts';
import { sessions } from '../src/auth/sessions.ts';
import { listen } from '../src/http/listen.ts';
import { testJournal, TEST_OWNER } from './test-journal.ts';

/** The API on a free port, over a real journal. What it would ask of chain and models is given by the test. */
export async function testApi(
  changed: Partial<ApiContext> = {},
): Promise<{ url: string; context: ApiContext; stop: () => void }> {
  const stop = new AbortController();
  const now = (): number => Date.now();
  const context: ApiContext = {
    journal: await testJournal(),
    hub: eventHub(),
    metrics: nodeMetrics(),
    logger: pino({ level: 'silent' }),
    ...{ signal: stop.signal, now, chainId: TEST_OWNER.chainId, version: '0.0.0' },
    account: `0x${'bb'.repeat(20)}`,
    domain: 'node.example',
    writers: { listed: ['https://market.example'], local: false },
    requestsPerMinute: 10_000,
    nonces: nonces(now),
    sessions: sessions(now),
    verifySignIn: async (signed: AuthVerify) => ({ account: signed.message, scheme: signed.scheme }),
    cancel: () => undefined,
    ...changed,
  } as ApiContext;
  const api = await listen(createServer(createApi(context)), {
    ...{ host: '127.0.0.1', port: 0, signal: stop.signal, graceMs: 0 },
  });
  onTestFinished(async () => {
    stop.abort();
    await api.closed;
  });
  return { url: api.url, context, stop: () => stop.abort() };
}
