import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenizeCode } from './tokenize-code.ts';

const parts = (code: string) =>
  tokenizeCode(code)
    .filter((token) => token.part)
    .map((token) => `${token.part}:${token.text}`);

describe('tokenizeCode', () => {
  it('marks keywords, calls, strings and comments', () => {
    expect(parts('from peft import PeftModel\nload("a b", \'c\')  # note')).toEqual([
      'k:from',
      'k:import',
      'f:load',
      's:"a b"',
      "s:'c'",
      'c:# note',
    ]);
  });

  it('leaves an address in a string whole', () => {
    expect(parts('curl "http://127.0.0.1:8484/v1"')).toEqual(['k:curl', 's:"http://127.0.0.1:8484/v1"']);
  });

  it('loses no character of any text', () => {
    fc.assert(
      fc.property(fc.string(), (code) => {
        expect(
          tokenizeCode(code)
            .map((token) => token.text)
            .join(''),
        ).toBe(code);
      }),
    );
  });
});
