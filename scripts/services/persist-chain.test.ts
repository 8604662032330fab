import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chainStateJson } from './persist-chain.ts';

const block = (number: string, timestamp: string) => ({ header: { number, timestamp }, transactions: [] });
const loaded = (state: object) =>
  JSON.parse(chainStateJson(gzipSync(JSON.stringify(state)))) as { blocks: object[] };

describe('the saved chain', () => {
  const [genesis, second, third] = [block('0x0', '0x10'), block('0x0', '0x20'), block('0x0', '0x30')];
  const [one, two] = [block('0x1', '0x11'), block('0x2', '0x12')];

  it.each([
    ['first', [genesis, one, second, two, third]],
    ['last', [third, two, second, one, genesis]],
    ['in between', [one, second, genesis, third, two]],
  ])('keeps the genesis it began with, standing %s among those of later starts', (_where, blocks) => {
    const kept = blocks.filter((candidate) => candidate !== second && candidate !== third);
    expect(loaded({ best_block_number: '0x2', blocks })).toEqual({ best_block_number: '0x2', blocks: kept });
  });

  it('refuses bytes that hold no state', () => {
    expect(() => chainStateJson(gzipSync('half a sta'))).toThrow(SyntaxError);
  });
});
