import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSolidityCompiler } from '../../workshop/solidity-compiler.ts';
import { placesIn } from '../place.ts';
import { sourceText } from '../source-text.ts';
import { constantsAsFunctions } from './constants-as-functions.ts';
import { schemaOf } from './schema.ts';
import { SWITCH_IMPORT, SWITCH_PATH, SWITCH_SOURCE } from './switch.ts';

const compiler = openSolidityCompiler(join(import.meta.dirname, '../../../..'));
const PATH = 'contracts/Tiny.sol';

/** The schema of a contract with these members; its mutants are numbered in the order of the source. */
function schema(members: string) {
  const content = `contract Tiny {\n${members}\n}\n`;
  const { content: source, ast } = compiler.analyze([PATH], { [PATH]: content }).files[PATH]!;
  const places = placesIn(ast, sourceText(source)).map((place, i) => ({
    ...place,
    id: String(i).padStart(16, '0'),
  }));
  const written = schemaOf(source, places, SWITCH_IMPORT);
  const overrides = { [PATH]: written.content, [SWITCH_PATH]: SWITCH_SOURCE };
  const { faults } = compiler.analyze([PATH], overrides);
  const body = written.content.split('\n').slice(1, -2).join('\n');
  return { ...written, faults, body: body.replaceAll(/0x0{14}/g, '#') };
}

describe('a schema', () => {
  it('writes a changed statement before the one that is', () => {
    const { body, faults } = schema('uint256 sum; function f(uint256 a) external { sum += a; }');
    expect(body).toContain('{ if (isOn(#00)) { {} } else if (isOn(#01)) { sum -= a; } else { sum += a; } }');
    expect(faults).toEqual([]);
  });

  it('chooses a condition, and never one mutant inside another', () => {
    const { body, faults } = schema(
      'function f(uint256 a) external view { if (a < block.number && a > 7) revert(); }',
    );
    expect(body).toMatch(
      /if \(\(isOn\(#00\) \? \(false\) : isOn\(#01\) \? \(a < block.number \|\| a > 7\) : /,
    );
    expect(body.match(/isOn/g)).toHaveLength(8 + 1);
    expect(faults).toEqual([]);
  });

  it('declares variables before either way of setting them', () => {
    const { body, faults } = schema(
      'function f(uint256 a) external view returns (uint256) { uint256 b = a + block.number; return b; }',
    );
    expect(body).toContain(
      'uint256 b; { if (isOn(#00)) { b = a - block.number; } else { b = a + block.number; } }',
    );
    expect(faults).toEqual([]);
  });

  it('switches the head of a loop', () => {
    const { body, faults } = schema(
      'function f(uint256 a) external view returns (uint256 b) { for (uint256 i = 0; i < a; ++i) b += block.number; }',
    );
    expect(body).toMatch(/uint256 i = \(isOn\(#\d\d\) \? \(1\) : \(0\)\); /);
    expect(body).toMatch(
      /\(isOn\(#\d\d\) \? \(uint256\(0\)\) : isOn\(#\d\d\) \? \(--i\) : \(\+\+i\)\)\) \{ if/,
    );
    expect(faults).toEqual([]);
  });

  it('calls a copy of a function without its modifier', () => {
    const { body, faults, left } = schema(
      'modifier only(uint256 a) { require(a == block.number); _; } function f(uint256 a) external view only(a) returns (uint256 b) { return a; }',
    );
    expect(body).toMatch(
      /function f\(uint256 a\) external view {2}returns \(uint256 b\) \{ if \(isOn\(#\d\d\)\) return _/,
    );
    expect(faults).toEqual([]);
    expect(left).toEqual([]);
  });

  it('leaves the head of a constructor to others', () => {
    const { left, faults } = schema('modifier once() { _; } constructor() once() {}');
    expect(left).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it('leaves types alone', () => {
    const { spans, faults } = schema(
      'function f(uint256[2] calldata a) external view returns (uint256) { return a[0]; }',
    );
    expect(spans).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it('says where each mutant’s text lies', () => {
    const { content, spans } = schema('function f(uint256 a) external view { a * block.number; }');
    const texts = spans.map(({ start, end }) => Buffer.from(content).subarray(start, end).toString());
    expect(texts).toEqual(['{}', 'a / block.number;']);
  });
});

describe('a constant', () => {
  it('becomes a function wherever it is read, in assembly through a variable', () => {
    const content = `contract Tiny {
  uint256 private constant A = 2;
  uint256 public constant B = A + 1;
  bytes32 private constant C = "kept";
  function f() external view returns (uint256 b, bytes32 c) { assembly { b := A } return (b + B, C); }
}
`;
    const { files } = compiler.analyze([PATH], { [PATH]: content });
    const written = constantsAsFunctions({ [PATH]: files[PATH]! })[PATH]!;
    expect(written).toBe(`contract Tiny {
  function A() private view returns (uint256) { return 2; }
  function B() public view returns (uint256) { return A() + 1; }
  bytes32 private constant C = "kept";
  function f() external view returns (uint256 b, bytes32 c) { uint256 _A = A(); assembly { b := _A } return (b + B(), C); }
}
`);
    expect(compiler.analyze([PATH], { [PATH]: written }).faults).toEqual([]);
  });
});
