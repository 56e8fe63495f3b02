import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** Two pages: the console for officials and, for demonstrations, the simulator of citizens' telephones. */
export default defineConfig({
  root,
  base: '/',
  plugins: [react()],
  build: {
    outDir: join(root, '..', '..', 'dist', 'console'),
    emptyOutDir: true,
    // The page's security policy takes fonts and pictures from files only, not from data: addresses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_000,
    rollupOptions: { input: [join(root, 'index.html'), join(root, 'simulator.html')] },
  },
});
