import type { Machine } from '../../machine/machine.ts';

/** The worker of a page: one core, and no way to see the process's memory. */
export const machine: Machine = {
  cores: () => 1,
  cpu: () => 'tab',
  // The page's own heap where the browser tells it; at least what the trainer itself cannot do without.
  peakMemoryBytes: () => heapBytes() ?? 1,
  // A page cannot tell the browser's collector anything.
  sparing: (work) => work(),
};

function heapBytes(): number | undefined {
  const { memory } = performance as Performance & { memory?: { totalJSHeapSize: number } };
  return memory?.totalJSHeapSize;
}
