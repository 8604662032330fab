import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteSize } from './byte-size.ts';
import { compactCount } from './compact-count.ts';
import { duration } from './duration.ts';
import { percentBps } from './percent-bps.ts';
import { relativeTime } from './relative-time.ts';
import { shortHex } from './short-hex.ts';
import { tokenAmount } from './token-amount.ts';

const ETHER = 10n ** 18n;

describe('tokenAmount', () => {
  it('shows two places at least, more where they matter, and groups thousands', () => {
    expect(tokenAmount(0n)).toBe('0.00');
    expect(tokenAmount(ETHER * 12n)).toBe('12.00');
    expect(tokenAmount(ETHER / 1000n)).toBe('0.001');
    expect(tokenAmount(ETHER * 1_234_567n + ETHER / 4n)).toBe('1,234,567.25');
    expect(tokenAmount(2_500_000n, 6)).toBe('2.50');
  });

  it('never shows an amount that is there as nothing', () => {
    expect(tokenAmount(1n)).toBe('< 0.000001');
  });

  it('never rounds up', () => {
    expect(tokenAmount(ETHER - 1n)).toBe('0.999999');
    fc.assert(
      fc.property(fc.bigInt({ min: 10n ** 12n, max: 10n ** 27n }), (amount) => {
        const shown = tokenAmount(amount).replaceAll(',', '');
        const [whole = '', places = ''] = shown.split('.');
        expect(BigInt(whole) * ETHER + BigInt(places.padEnd(18, '0'))).toBeLessThanOrEqual(amount);
      }),
    );
  });

  it('marks a debt with a minus sign', () => {
    expect(tokenAmount(-ETHER)).toBe('−1.00');
  });
});

describe('byteSize', () => {
  it('chooses the unit that keeps the number short', () => {
    const cases = [0, 812, 999, 1000, 2_400, 999_949, 999_950, 35_200_000, 2_000_000_000];
    expect(cases.map(byteSize)).toEqual([
      '0 B',
      '812 B',
      '999 B',
      '1.0 kB',
      '2.4 kB',
      '999.9 kB',
      '1.0 MB',
      '35.2 MB',
      '2.0 GB',
    ]);
  });
});

describe('compactCount', () => {
  it('keeps small counts whole and never rounds up', () => {
    expect([0, 7_310, 9_999, 18_499, 99_999, 212_900, 999_999, 1_290_000].map(compactCount)).toEqual([
      '0',
      '7,310',
      '9,999',
      '18.4k',
      '99.9k',
      '212k',
      '999k',
      '1.2M',
    ]);
  });
});

describe('relativeTime', () => {
  const now = Date.UTC(2026, 10, 20, 12);
  it('uses one unit for what is recent and a date for what is not', () => {
    const ago = (seconds: number) => relativeTime(now - seconds * 1000, now);
    expect(ago(5)).toBe('just now');
    expect(ago(240)).toBe('4 min ago');
    expect(ago(7_300)).toBe('2 h ago');
    expect(ago(3 * 86_400)).toBe('3 d ago');
    expect(ago(8 * 86_400)).toBe('12 Nov');
    expect(ago(400 * 86_400)).toBe('16 Oct 2025');
  });

  it('does not speak of the future when clocks differ', () => {
    expect(relativeTime(now + 30_000, now)).toBe('just now');
  });
});

describe('duration', () => {
  it('names the two largest units', () => {
    expect([45, 125, 3600, 12_000, 86_400, 30 * 86_400].map(duration)).toEqual([
      '45 s',
      '2 min 5 s',
      '1 h',
      '3 h 20 min',
      '1 day',
      '30 days',
    ]);
  });
});

describe('percentBps', () => {
  it('drops places that say nothing', () => {
    expect([250, 800, 8050, 1].map(percentBps)).toEqual(['2.5 %', '8 %', '80.5 %', '0.01 %']);
  });
});

describe('shortHex', () => {
  it('keeps the ends and leaves short text alone', () => {
    expect(shortHex('0x70997970C51812dc3A010C7d01b50e0d17dc79C8')).toBe('0x7099…79C8');
    expect(shortHex('0x1234')).toBe('0x1234');
  });
});
