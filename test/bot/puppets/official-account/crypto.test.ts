import { readFileSync } from 'node:fs';
import { encrypt as encryptByOthers, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCrypto } from '../../../../bot/puppets/official-account/crypto.ts';
import { sameSignature, sign } from '../../../../bot/puppets/official-account/signature.ts';

interface Vector {
  source: string;
  token: string;
  timestamp?: string;
  nonce?: string;
  encodingAESKey: string;
  appid: string;
  encrypt: string;
  msg_signature?: string;
  signature: string;
  random?: string;
  message?: string;
  contains?: string;
}
const vectors = JSON.parse(
  readFileSync(new URL('../../../../../shared/wechat/crypto.json', import.meta.url), 'utf8'),
) as Record<'url_verify' | 'decrypt' | 'encrypt', Vector[]>;

const key = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const otherKey = 'GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba';
const appId = 'wxb11529c136998cb6';

test.each(vectors.url_verify)('signs the address as published: $source', (vector) => {
  expect(sign(vector.token, vector.timestamp!, vector.nonce!)).toBe(vector.signature);
});

test.each(vectors.decrypt)('reads the published message: $source', (vector) => {
  const { token, timestamp, nonce, encrypt, message, contains } = vector;
  expect(sign(token, timestamp!, nonce!, encrypt)).toBe(vector.msg_signature);
  const plain = createCrypto(vector.appid, [vector.encodingAESKey]).decrypt(encrypt);
  if (message) expect(plain).toBe(message);
  else expect(plain).toContain(contains);
});

test.each(vectors.encrypt)('writes the published message: $source', (vector) => {
  const { token, timestamp, nonce, random, message, encrypt } = vector;
  const crypto = createCrypto(vector.appid, [vector.encodingAESKey]);
  expect(crypto.encrypt(message!, Buffer.from(random!))).toBe(encrypt);
  expect(crypto.decrypt(encrypt)).toBe(message);
  if (vector.msg_signature) expect(sign(token, timestamp!, nonce!, encrypt)).toBe(vector.msg_signature);
});

test('reads what another library wrote, whatever the text, and signs alike', () => {
  const crypto = createCrypto(appId, [key]);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.nat(), (text, nonce) => {
      const sealed = encryptByOthers(key, text, appId);
      expect(crypto.decrypt(sealed)).toBe(text);
      expect(crypto.decrypt(crypto.encrypt(text))).toBe(text);
      expect(sign('t', '1', String(nonce), sealed)).toBe(getSignature('t', '1', String(nonce), sealed));
    }),
  );
});

test('a message for another account is refused', () => {
  const sealed = encryptByOthers(key, '<xml/>', 'wx0000000000000000');
  expect(() => createCrypto(appId, [key]).decrypt(sealed)).toThrow(/another account/);
});

test('while the key is changed, messages under the previous one are read', () => {
  const changed = createCrypto(appId, [otherKey, key]);
  expect(changed.decrypt(createCrypto(appId, [key]).encrypt('早一点'))).toBe('早一点');
  expect(changed.decrypt(createCrypto(appId, [otherKey]).encrypt('晚一点'))).toBe('晚一点');
  expect(() => createCrypto(appId, [otherKey]).decrypt(createCrypto(appId, [key]).encrypt('x'))).toThrow();
});

test('whatever is changed in an encrypted message, nothing of it is read as another message', () => {
  const crypto = createCrypto(appId, [key]);
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), (bytes) => {
      expect(() => crypto.decrypt(Buffer.from(bytes).toString('base64'))).toThrow(
        expect.objectContaining({ name: 'Refusal' }),
      );
    }),
  );
});

test('a key that is not WeChat’s is named at the start', () => {
  expect(() => createCrypto(appId, ['short'])).toThrow(RangeError);
});

test('signatures are equal or not', () => {
  expect(sameSignature('abc', 'abc')).toBe(true);
  expect(sameSignature('abc', 'abd')).toBe(false);
  expect(sameSignature('abc', '')).toBe(false);
});
