import { cpus, totalmem } from 'node:os';

/** What the figures of a page were taken on. */
export function machineSentence(): string {
  const [cpu] = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `Machine: ${process.platform} ${process.arch}, ${cpu?.model ?? 'processor unknown'}, ${cpus().length} cores, ${memory} GiB.`;
}
