import { describe, expect, it } from 'vitest';
import { cpuModel, cpuModelOf } from './cpu-model.ts';

const CPU = `processor	: 0
vendor_id	: GenuineIntel
cpu family	: 6
model		: 207
model name	: Intel(R) Xeon(R) Processor
stepping	: 2
cpu MHz		: 2300.000
flags		: fpu sse2 avx2 fma avx512f avx512_bf16
`;
const CACHES = ['48K', '32K', '2048K', '260M'];

describe('the name of a CPU', () => {
  it('has vendor, family, model, stepping and a digest', () => {
    expect(cpuModelOf(CPU, CACHES)).toMatch(/^genuineintel-6-207-2-[0-9a-f]{8}$/);
  });

  it('changes with what the CPU can do and with its caches, and with nothing else', () => {
    const usual = cpuModelOf(CPU, CACHES);
    expect(cpuModelOf(CPU.replace('2300.000', '1800.000').replace('fpu ', ''), CACHES)).toBe(usual);
    expect(cpuModelOf(CPU.replace(' avx512_bf16', ''), CACHES)).not.toBe(usual);
    expect(cpuModelOf(CPU, ['48K', '32K', '1024K', '260M'])).not.toBe(usual);
  });

  it('is not guessed where the system names no model', () => {
    expect(cpuModelOf('processor : 0\n', CACHES)).toBeUndefined();
    expect(cpuModel()).toMatch(/^[a-z0-9-]+$/);
  });
});
