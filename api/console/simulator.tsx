import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './simulator.css';
import { createQueryClient } from './parts/queries.ts';
import { Theme } from './parts/theme.tsx';
import { SimulatorPage } from './simulator/simulator-page.tsx';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <Theme>
        <SimulatorPage />
      </Theme>
    </QueryClientProvider>
  </StrictMode>,
);
