import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './console.css';
import './case/case.css';
import { createQueryClient } from './parts/queries.ts';
import { Theme } from './parts/theme.tsx';
import { Shell } from './shell.tsx';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <Theme>
        <Shell />
      </Theme>
    </QueryClientProvider>
  </StrictMode>,
);
