import type { NodeState } from './node-double.ts';
import { runFixture } from './run-fixture.ts';

const ACCOUNT = '0x90f79bf6eb2c4f870365e785982e1f101e93b906';
const CLASS = 'exact:ort-cpu/1.30.0/avx2';

/** What a node that has trained one job would say. */
export function nodeFixture(jobId: string, nowMs: number): NodeState {
  return {
    info: {
      version: '0.1.0',
      state: 'idle',
      chainId: 41337,
      account: ACCOUNT,
      classes: [CLASS, 'tolerance'],
      stakeWei: '8000000000000000000',
      lockedWei: '1200000000000000000',
      minPriceWei: '10000000000000000',
      gateway: 'http://127.0.0.1:8181',
      sandbox: 'none',
      head: { block: '812', ageMs: 900 },
      jobs: { open: 0, settled: 1, lost: 0, refused: 0 },
    },
    jobs: [
      {
        id: jobId,
        state: 'settled',
        requester: '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc',
        specDigest: `0x${'e'.repeat(64)}`,
        name: 'Step by Step',
        class: CLASS,
        priceWei: '62000000000000000',
        deadline: Math.floor(nowMs / 1000) - 60,
        progress: { step: 36, steps: 36, tokensPerSecond: 231 },
        transactions: {},
        lastSeq: 48,
        seenAtMs: nowMs - 900_000,
        updatedAtMs: nowMs,
      },
    ],
    events: new Map([
      [jobId, runFixture({ steps: 36, done: 30, heldOutEvery: 6, segmentSteps: 9, startMs: nowMs - 90_000 })],
    ]),
    models: [
      { id: '41337:1', object: 'model', created: 1, owned_by: ACCOUNT, name: 'SmolLM2 135M', kind: 'model' },
      {
        id: '41337:3',
        object: 'model',
        created: 2,
        owned_by: ACCOUNT,
        name: 'Step by Step',
        kind: 'adapter',
        base: '41337:1',
      },
    ],
    answer: 'There are **16** eggs. She eats 3 and bakes with 4, so 9 are left for the market.'.split(
      /(?<= )/,
    ),
    holdsAnswers: false,
  };
}
