import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig, settings } from '../../core/config.ts';

const databaseUrl = 'postgresql://minqing:secret@127.0.0.1:5432/minqing';

test('.env.example names every setting, each once', () => {
  const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const named = [...text.matchAll(/^([A-Z0-9_]+)=/gm)].map((match) => match[1]);
  const known = new Set(Object.values(settings).map((setting) => setting.env));
  expect(named.toSorted()).toEqual([...known].toSorted());
});

test('.env.example shows the defaults', () => {
  const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const shown = Object.fromEntries(
    [...text.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  const { DATABASE_URL: _database, REDIS_URL: _redis, ...rest } = shown;
  const bare = { DATABASE_URL: databaseUrl };
  for (const name of ['bot', 'triage', 'api'] as const) {
    expect(readConfig(name, { ...bare, ...rest })).toEqual(readConfig(name, bare));
  }
});

test('all problems are reported at once, by name', () => {
  const env = { API_PORT: 'three thousand', REDIS_URL: 'http://127.0.0.1', COOKIE_SECURE: 'perhaps' };
  expect(() => readConfig('api', env)).toThrow(
    expect.objectContaining({
      code: 'invalid',
      detail: {
        DATABASE_URL: '没有设置',
        API_PORT: '应为 0 到 65535 的整数',
        REDIS_URL: expect.stringContaining('redis://'),
        COOKIE_SECURE: '应为 true 或 false',
      },
    }),
  );
});

test('a problem does not repeat the value, which may hold a password', () => {
  expect(() => readConfig('api', { DATABASE_URL: 'mysql://root:secret@db/minqing' })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('secret') }),
  );
});

test('an empty variable counts as absent, and photographs lie with the data', () => {
  const config = readConfig('bot', {
    DATABASE_URL: databaseUrl,
    REDIS_URL: '',
    MINQING_DATA: '/var/lib/minqing',
  });
  expect(config.redisUrl).toBeUndefined();
  expect(config.attachmentsDir).toBe('/var/lib/minqing/attachments');
});

test('npm start and the chat need no database of their own', () => {
  expect(readConfig('start', {}).givenDatabaseUrl).toBeUndefined();
  expect(readConfig('chat', {}).givenDatabaseUrl).toBeUndefined();
});
