import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Static files for any host: one page, hashed assets, a manifest from which the budgets are checked. */
export default defineConfig({
  plugins: [react()],
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
