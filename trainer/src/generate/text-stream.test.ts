import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textStream } from './text-stream.ts';

/** A token is a byte here. */
const decode = (ids: number[]) => new TextDecoder().decode(Uint8Array.from(ids));

function feed(text: string, stops: string[] = []): string[] {
  const stream = textStream(decode, stops);
  const pieces: string[] = [];
  for (const byte of new TextEncoder().encode(text)) {
    pieces.push(stream.push(byte));
    if (stream.stopped) return pieces;
  }
  return [...pieces, stream.end()];
}

describe('a text stream', () => {
  it('gives whole characters only, and in the end the whole text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\ufffd'));
        const pieces = feed(text);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(piece).not.toContain('\ufffd');
      }),
    );
  });

  it('keeps the spaces between words of a tokenizer that drops the first', () => {
    const words = ['▁the', '▁cat', 's', '▁', '▁', 'sat'];
    const sentencePiece = (ids: number[]) =>
      ids
        .map((id) => words[id])
        .join('')
        .replaceAll('▁', ' ')
        .replace(/^ /, '');
    const stream = textStream(sentencePiece, []);
    const pieces = words.map((_, id) => stream.push(id));
    expect([...pieces, stream.end()].join('')).toBe('the cats  sat');
  });

  it('ends before a stop string, wherever it is cut into tokens', () => {
    expect(feed('one STOP two', ['STOP']).join('')).toBe('one ');
    expect(feed('one two', ['one']).join('')).toBe('');
  });

  it('gives what only looked like a stop string', () => {
    expect(feed('one STO two', ['STOP']).join('')).toBe('one STO two');
    expect(feed('one ST', ['STOP']).join('')).toBe('one ST');
  });

  it('never shows a part of a stop string', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, stop, after) => {
        const text = before + stop + after;
        expect(feed(text, [stop]).join('')).toBe(text.slice(0, text.indexOf(stop)));
      }),
    );
  });

  it('does not wait for ever for a character that never comes', () => {
    const stream = textStream(decode, []);
    const given = [0xf0, 0x20, 0x20, 0x20, 0x20].map((byte) => stream.push(byte)).join('') + stream.end();
    expect(given).toBe('\ufffd    ');
  });
});
