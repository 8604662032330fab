import os from 'node:os';
import { readSystemFile } from './read-system-file.ts';

/**
 * What bfloat16 is on this CPU. `fast`: faster than f32, with tiles (AMX) or AMD's AVX-512. `slow`: Intel's AVX-512
 * without tiles has the instruction at half the rate, so that bf16 saves memory and costs time. `none`: it would be imitated.
 */
export type Bfloat16Support = 'fast' | 'slow' | 'none';

/** @param cpuInfo The text of `/proc/cpuinfo`. */
export function bfloat16Support(
  cpuInfo: string = os.platform() === 'linux' ? readSystemFile('/proc/cpuinfo') : '',
): Bfloat16Support {
  const flags = /^flags\s*:(.*)$/m.exec(cpuInfo)?.[1] ?? '';
  if (/\bamx_bf16\b/.test(flags)) return 'fast';
  if (!/\bavx512_bf16\b/.test(flags)) return 'none';
  return /^vendor_id\s*:\s*AuthenticAMD$/m.test(cpuInfo) ? 'fast' : 'slow';
}
