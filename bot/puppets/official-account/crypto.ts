import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Refusal } from './refusal.ts';

const blockBytes = 32;
const randomPrefixBytes = 16;
const lengthBytes = 4;

/** Encrypts and decrypts what goes to and fro in WeChat's safe mode. */
export interface MessageCrypto {
  /** @throws Refusal when no key fits, the padding or length is wrong, or the message is for another account */
  decrypt(encrypted: string): string;
  /** With the present key; `random` (16 bytes) only for published examples. */
  encrypt(message: string, random?: Buffer): string;
}

/** @throws RangeError for anything but the 43 characters that WeChat's console gives */
function readKey(encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  if (!/^[A-Za-z0-9+/]{43}$/.test(encodingAesKey) || key.length !== 32)
    throw new RangeError('an EncodingAESKey has 43 letters and digits');
  return key;
}

function decryptWith(key: Buffer, encrypted: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([decipher.update(encrypted), decipher.final()]);
}

/** The plaintext is 16 random bytes, the message's length, the message, the AppID, and PKCS#7 padding to 32 bytes. */
function unpack(plain: Buffer, appId: string): string | null {
  const padding = plain.at(-1) ?? 0;
  if (padding < 1 || padding > blockBytes || padding > plain.length) return null;
  if (!plain.subarray(-padding).every((byte) => byte === padding)) return null;
  const content = plain.subarray(randomPrefixBytes, -padding);
  if (content.length < lengthBytes) return null;
  const end = lengthBytes + content.readUInt32BE(0);
  if (end > content.length || content.toString('utf8', end) !== appId) return null;
  return content.toString('utf8', lengthBytes, end);
}

/**
 * WeChat's safe mode: AES-256-CBC, the key's first 16 bytes as IV.
 * @param encodingAesKeys the present key first; while a key is being changed, the previous one after it
 */
export function createCrypto(appId: string, encodingAesKeys: readonly string[]): MessageCrypto {
  const keys = encodingAesKeys.map(readKey);
  const [present] = keys;
  if (!present) throw new RangeError('safe mode needs an EncodingAESKey');

  return {
    decrypt(encrypted) {
      const bytes = Buffer.from(encrypted, 'base64');
      if (bytes.length === 0 || bytes.length % 16 !== 0)
        throw new Refusal(400, 'the encrypted body is not whole');
      for (const key of keys) {
        const message = unpack(decryptWith(key, bytes), appId);
        if (message !== null) return message;
      }
      throw new Refusal(403, 'the encrypted body is for another account or key');
    },
    encrypt(message, random = randomBytes(randomPrefixBytes)) {
      const text = Buffer.from(message);
      const length = Buffer.alloc(lengthBytes);
      length.writeUInt32BE(text.length);
      const content = Buffer.concat([random, length, text, Buffer.from(appId)]);
      const padding = blockBytes - (content.length % blockBytes);
      const cipher = createCipheriv('aes-256-cbc', present, present.subarray(0, 16)).setAutoPadding(false);
      const padded = Buffer.concat([content, Buffer.alloc(padding, padding)]);
      return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
    },
  };
}
