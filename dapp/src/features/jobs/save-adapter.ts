import type { TabResultFile } from '@cultivar/trainer/browser/training';

/** Hands an adapter to the reader as one archive, which PEFT reads once it is unpacked. */
export async function saveAdapter(files: readonly TabResultFile[]): Promise<void> {
  const { zipSync } = await import('fflate');
  const entries = await Promise.all(
    files.map(
      async ({ name, file }) => [`adapter/${name}`, new Uint8Array(await file.arrayBuffer())] as const,
    ),
  );
  // Weights do not get smaller by packing.
  const archive = zipSync(Object.fromEntries(entries), { level: 0 });
  const url = URL.createObjectURL(
    new Blob([archive as Uint8Array<ArrayBuffer>], { type: 'application/zip' }),
  );
  const link = document.createElement('a');
  Object.assign(link, { href: url, download: 'adapter.zip' });
  link.click();
  // The browser has begun to read when the next task runs; the memory is given back later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
