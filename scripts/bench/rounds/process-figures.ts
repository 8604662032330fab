import { readFile } from 'node:fs/promises';

/** What the system says of a running process. */
export type ProcessFigures = {
  /** Processor time of all its threads, user and system. */
  cpuSeconds: number;
  /** Most memory that it has held. */
  peakBytes: number;
};

const TICKS_PER_SECOND = 100;
/** Places of utime and stime after the process's name, counted from 0 (proc(5)). */
const [USER, SYSTEM] = [11, 12];

/** Reads a process's figures from Linux's /proc. */
export async function processFigures(pid: number): Promise<ProcessFigures> {
  const [stat, status] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/status`, 'utf8'),
  ]);
  // The name stands in brackets and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[USER]) + Number(fields[SYSTEM]);
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status);
  if (!peak) throw new Error(`/proc/${pid}/status says nothing of the most memory held`);
  return { cpuSeconds: ticks / TICKS_PER_SECOND, peakBytes: Number(peak[1]) * 1024 };
}
