import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { drawLifecycle } from '../../core/lifecycle/diagram.ts';

it('ARCHITECTURE.md shows the life cycle that the table says', () => {
  const text = readFileSync(join(import.meta.dirname, '../../ARCHITECTURE.md'), 'utf8');
  expect(text).toContain(drawLifecycle());
});
