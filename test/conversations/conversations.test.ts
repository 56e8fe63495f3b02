import { describe, expect, test } from 'vitest';
import { checkScript, describeFailure } from './check-script.ts';
import { playScript } from './play-script.ts';
import { readScripts } from './read-script.ts';
import { shippedCity } from './shipped-city.ts';

const scripts = readScripts();

describe('scripted conversations over the pure steps', () => {
  test('there are at least 120, and 20 of them begin with real messages', () => {
    const real = scripts.filter(({ lines }) => lines.some(({ says }) => says.startsWith('/real')));
    expect(scripts.length).toBeGreaterThanOrEqual(120);
    expect(real.length).toBeGreaterThanOrEqual(20);
  });

  test.each(scripts.map((script) => [script.name, script] as const))('%s', (_, script) => {
    expect(checkScript(script, playScript(script, shippedCity())).map(describeFailure)).toEqual([]);
  });
});
