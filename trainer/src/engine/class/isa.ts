import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';

/** Instruction sets between which ONNX Runtime's f32 kernels give different bits. */
export type Isa = 'arm64' | 'avx512' | 'avx2' | 'avx' | 'sse' | 'unknown';

/** The instruction set of this machine, or `unknown` where the system does not say. */
export function detectIsa(): Isa {
  if (os.arch() === 'arm64') return 'arm64';
  return os.arch() === 'x64' ? isaOfFlags(cpuFlags()) : 'unknown';
}

/** The instruction set for a list of CPU flags as Linux and macOS print them; empty means that nothing is known. */
export function isaOfFlags(text: string): Isa {
  const flags = new Set(text.toLowerCase().split(/\s+/).filter(Boolean));
  if (flags.size === 0) return 'unknown';
  if (flags.has('avx512f')) return 'avx512';
  if (flags.has('avx2') && flags.has('fma')) return 'avx2';
  return flags.has('avx') || flags.has('avx1.0') ? 'avx' : 'sse';
}

function cpuFlags(): string {
  try {
    if (os.platform() === 'linux') {
      return /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '';
    }
    if (os.platform() === 'darwin') {
      const names = ['machdep.cpu.features', 'machdep.cpu.leaf7_features'];
      return execFileSync('/usr/sbin/sysctl', ['-n', ...names], { encoding: 'utf8' });
    }
  } catch {
    // A sandbox may hide what the CPU can do: the class then says so instead of guessing.
    return '';
  }
  return '';
}
