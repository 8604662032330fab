import { expect, it } from 'vitest';
import { seededRandom } from '../chance/seeded-random.ts';
import type { Setting } from '../model/setting.ts';
import { SHIPPED_RULES } from '../model/shipped-rules.ts';
import { EXAMPLE_STAKES } from '../test/example-stakes.ts';
import { playCheat } from './play-cheat.ts';

const alone: Setting = {
  stakes: EXAMPLE_STAKES,
  job: { price: 20, segments: 8, audits: 1, costShare: 0.8, paidEarly: true },
  crowd: { nodes: 20, colluding: 1, silence: 0 },
  rules: SHIPPED_RULES,
};

it('always finds garbage of a node alone, which never audits itself', () => {
  const random = seededRandom(1);
  for (let i = 0; i < 200; i++) expect(playCheat(random, alone, 8)).toBeCloseTo(19.5 - 50 + 5, 9);
});

it('finds nothing where nothing was skipped', () => {
  const random = seededRandom(2);
  for (let i = 0; i < 200; i++) expect(playCheat(random, alone, 0)).toBeCloseTo(19.5 - 16, 9);
});
