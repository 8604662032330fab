import { expect, it } from 'vitest';
import { bfloat16Support } from './bfloat16-support.ts';

const cpu = (vendor: string, flags: string) => `vendor_id\t: ${vendor}\nflags\t\t: fpu avx512f ${flags}\n`;

it.each([
  ['GenuineIntel', 'avx512_bf16 amx_bf16', 'fast'],
  ['AuthenticAMD', 'avx512_bf16', 'fast'],
  ['GenuineIntel', 'avx512_bf16', 'slow'],
  ['AuthenticAMD', 'avx512_fp16', 'none'],
])('bfloat16 on %s with %s is %s', (vendor, flags, support) => {
  expect(bfloat16Support(cpu(vendor, flags))).toBe(support);
});

it('is not promised where the system does not say', () => {
  expect(bfloat16Support('')).toBe('none');
});
