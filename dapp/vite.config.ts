import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Static files for any host: one page, hashed assets, a manifest from which the budgets are checked. */
export default defineConfig({
  plugins: [react()],
  // The trainer's Parquet reader unpacks by WebAssembly, which the dApp's content policy has no room for.
  resolve: { alias: { hysnappy: fileURLToPath(new URL('src/workers/plain-snappy.ts', import.meta.url)) } },
  build: {
    target: 'es2022',
    manifest: 'build-manifest.json',
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    reportCompressedSize: false,
    // Our own modules only export; what a page does not use of the SDK must not reach it.
    rolldownOptions: { treeshake: { moduleSideEffects: [{ test: /\/sdk\/src\//, sideEffects: false }] } },
  },
  server: { port: 8585 },
  preview: { port: 8585 },
  worker: { format: 'es' },
});
