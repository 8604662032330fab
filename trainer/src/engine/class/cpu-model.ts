import { createHash } from 'node:crypto';
import os from 'node:os';
import { readSystemFile } from './read-system-file.ts';

/**
 * The CPU of this machine as a class names it, e.g. `genuineintel-6-207-2-1a2b3c4d`: vendor, family, model, stepping, and
 * a digest over what it can do and the sizes of its caches, which a hypervisor may change.
 */
export function cpuModel(): string {
  const text = os.platform() === 'linux' ? readSystemFile('/proc/cpuinfo') : '';
  return cpuModelOf(text, cacheSizes()) ?? slug(`${os.arch()} ${os.cpus()[0]?.model ?? 'unknown'}`);
}

/** The same from the text of `/proc/cpuinfo` and the sizes of the caches; undefined where it names no model. */
export function cpuModelOf(text: string, caches: readonly string[]): string | undefined {
  const field = (name: string) => new RegExp(`^${name}\\s*:\\s*(.*)$`, 'm').exec(text)?.[1]?.trim();
  const parts = ['vendor_id', 'cpu family', 'model', 'stepping'].map(field);
  if (parts.some((part) => part === undefined)) return undefined;
  const flags = (field('flags') ?? '').split(/\s+/).filter((flag) => /^(avx|amx|fma|sse|f16c)/.test(flag));
  const digest = createHash('sha256')
    .update([...flags.toSorted(), ...caches].join(' '))
    .digest('hex');
  return `${slug(parts.join(' '))}-${digest.slice(0, 8)}`;
}

const CACHES = '/sys/devices/system/cpu/cpu0/cache';

function cacheSizes(): string[] {
  return [0, 1, 2, 3].map((index) => readSystemFile(`${CACHES}/index${index}/size`).trim());
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
