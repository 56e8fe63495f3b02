import { describe, expect, test } from 'vitest';
import { readCity } from '../../prisma/directory/read-city.ts';
import { noTopic, readCorpus } from '../../triage/corpus.ts';

const { directory } = readCity('prisma/city/jingzhou');
const { sentences, terms } = readCorpus('triage/data');
const leaves = new Set(directory.topics.map(({ code }) => code));

describe('the starter corpus', () => {
  test('has at least 8,000 sentences, and 40 for each leaf of the city’s tree', () => {
    expect(sentences.length).toBeGreaterThanOrEqual(8_000);
    const counts = new Map<string, number>([...leaves].map((code) => [code, 0]));
    for (const { label } of sentences) counts.set(label, (counts.get(label) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count < 40)).toEqual([]);
  });

  test('names no topic that the city lacks', () => {
    const strangers = [...sentences, ...terms].filter(({ label }) => label !== noTopic && !leaves.has(label));
    expect(strangers).toEqual([]);
  });

  test('says nothing twice', () => {
    const seen = new Set<string>();
    const repeated = sentences.filter(({ text }) => seen.size === seen.add(text).size);
    expect(repeated.map(({ text }) => text)).toEqual([]);
  });
});
