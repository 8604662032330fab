import { describe, expect, it } from 'vitest';
import { patternDanger } from './pattern-danger.ts';

// As they stand in the tokenizers of GPT-2, Llama 3, GPT-4o and its kin, BLOOM, DeepSeek.
const KNOWN = [
  String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`,
  String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
  String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
  String.raw` ?[^(\s|[.,!?…。，、।۔،])]+`,
  String.raw`[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_\x60{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+`,
  '(?:ab)+',
  'a{1,3}(?:b|c)?(d|e){2}',
];

describe('patternDanger', () => {
  it.each(KNOWN)('has nothing against %s', (pattern) => {
    expect(patternDanger(pattern)).toBeUndefined();
  });

  it.each([
    '(a+)+$',
    '(?:a*)*b',
    '((a{2,}))+b',
    '(?:a|a)*b',
    '(x(?:a|ab)){1,}c',
    '(a{1,99}){1,99}b',
    '(?:(?:a?a?){20}|b)+c',
    '(a?)+b',
  ])('sees that %s repeats what repeats', (pattern) => {
    expect(patternDanger(pattern)).toBe('repeats a group that repeats or chooses inside');
  });

  it('sees many repetitions in a row, also in groups', () => {
    expect(patternDanger('a*a*a*b')).toContain('in a row');
    expect(patternDanger('a*(?:a*(?:a*a*))b')).toContain('in a row');
    expect(patternDanger('a*|a*|a*|a*|a*')).toBeUndefined();
  });

  it.each([
    'a?'.repeat(13),
    'a{0,16}'.repeat(4),
    '(a?){16}',
    '(?:(?:a{0,9}){0,9}){0,9}',
    '(?:a|b|ab)'.repeat(9),
  ])('sees that %s matches in very many ways', (pattern) => {
    expect(patternDanger(`${pattern}b`)).toContain('ways');
    expect(patternDanger(`${pattern}|b`)).toContain('ways');
  });

  it('counts the ways of the branch that has most', () => {
    expect(patternDanger(Array<string>(9).fill('a?a?a?').join('|'))).toBeUndefined();
    expect(patternDanger(`(?:${Array<string>(9).fill('a?').join('|')})`.repeat(2))).toBeUndefined();
    expect(patternDanger('a{64}b{9}(?:cd){3}')).toBeUndefined();
  });

  it('sees references back', () => {
    expect(patternDanger(String.raw`(a)\1`)).toContain('back');
    expect(patternDanger(String.raw`(?<x>a)\k<x>`)).toContain('back');
    expect(patternDanger(String.raw`\\1`)).toBeUndefined();
  });
});
