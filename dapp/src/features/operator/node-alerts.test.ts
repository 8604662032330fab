import type { NodeInfo, NodeJob } from '@cultivar/sdk';
import { expect, it } from 'vitest';
import { nodeAlerts } from './node-alerts.ts';

const job = (change: Partial<NodeJob>) =>
  ({
    id: '1:7',
    state: 'training',
    deadline: 1000,
    progress: { step: 1, steps: 9, secondsLeft: 60 },
    ...change,
  }) as NodeJob;
const info = (change: Partial<NodeInfo>) =>
  ({ state: 'idle', sandbox: 'bubblewrap', head: { block: '1', ageMs: 5 }, ...change }) as NodeInfo;
const titles = (facts: Partial<Parameters<typeof nodeAlerts>[0]>) =>
  nodeAlerts({ info: info({}), health: undefined, jobs: [], nowMs: 0, ...facts }).map((alert) => alert.title);

it('is silent when all is well', () => {
  expect(titles({ jobs: [job({})], nowMs: 900_000 })).toEqual([]);
});
it('warns before a deadline is missed', () => {
  expect(titles({ jobs: [job({})], nowMs: 941_000 })).toEqual(['Job #7 will miss its deadline']);
});
it('says nothing of jobs that are over', () => {
  expect(titles({ jobs: [job({ state: 'settled' })], nowMs: 2_000_000 })).toEqual([]);
});
it('names the part that is not well', () => {
  const ok = { ok: true, detail: '' };
  const checks = { chain: ok, journal: ok, content: { ok: false, detail: 'disk full' }, trainer: ok };
  expect(titles({ health: { ok: false, version: '1', uptimeMs: 1, checks } })).toEqual([
    'The content is not well',
  ]);
});
it('warns of a missing sandbox, a missing stake and a silent chain', () => {
  expect(
    titles({ info: info({ state: 'unregistered', sandbox: 'none', head: { block: '1', ageMs: 90_000 } }) }),
  ).toHaveLength(3);
});
