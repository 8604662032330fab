import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** MKL asks this function, its own, whether it may use what it keeps for Intel's processors. */
const SOURCE = 'int mkl_serv_intel_cpu_true(void) { return 1; }\n';

/**
 * A library that lets torch's MKL use AVX-512 on a processor of AMD, to be loaded before all others. Undefined where
 * MKL does so by itself, or the processor has none.
 */
export async function unlockMkl(root: string): Promise<string | undefined> {
  const flags = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  if (!cpus()[0]?.model.includes('AMD') || !/^flags\s*:.*\bavx512f\b/m.test(flags)) return undefined;
  const folder = join(root, '.cache', 'bench');
  await mkdir(folder, { recursive: true });
  const library = join(folder, 'mkl-as-on-intel.so');
  const compiling = promisify(execFile)('cc', ['-shared', '-fPIC', '-O1', '-x', 'c', '-', '-o', library]);
  compiling.child.stdin!.end(SOURCE);
  await compiling;
  return library;
}
