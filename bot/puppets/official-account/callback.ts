import type { MessageCrypto } from './crypto.ts';
import { readXml, textOf } from './read-xml.ts';
import { type Received, readReceived } from './received.ts';
import { Refusal } from './refusal.ts';
import { createReplayGuard, type NonceStore } from './replay-guard.ts';
import { encryptReply, writeTextReply } from './reply.ts';
import { sameSignature, sign } from './signature.ts';

/** WeChat's messages are a few kilobytes. */
export const mostBodyBytes = 128 * 1024;

/** A request to the callback, whatever the HTTP server. */
export interface CallbackRequest {
  method: string;
  query: URLSearchParams;
  /** As it came, undecoded. */
  body: Uint8Array;
}

export interface Opened {
  received: Received;
  /** The body that answers with this text, encrypted when the request was. */
  answer(text: string): string;
}

export interface CallbackOptions {
  token: string;
  /** Absent: plain mode only. */
  crypto?: MessageCrypto | undefined;
  /** Refuses what is not encrypted. */
  encryptedOnly?: boolean | undefined;
  nonceStore: NonceStore;
  now: () => Date;
}

/** The account's side of WeChat's callback: who is asking, and what they say. */
export function createCallback(options: CallbackOptions) {
  const { token, crypto, encryptedOnly = false, nonceStore, now } = options;
  const replays = createReplayGuard(nonceStore, now);
  const seconds = () => Math.floor(now().getTime() / 1000);

  function requireSignature(query: URLSearchParams, name: string, ...more: string[]): void {
    const expected = sign(token, query.get('timestamp') ?? '', query.get('nonce') ?? '', ...more);
    if (!sameSignature(expected, query.get(name) ?? '')) throw new Refusal(403, `the ${name} is wrong`);
  }

  function decode(body: Uint8Array): string {
    if (body.byteLength > mostBodyBytes) throw new Refusal(413, 'the body is too large');
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(body);
    } catch {
      throw new Refusal(400, 'the body is not UTF-8');
    }
  }

  /** Safe and compatible mode sign and encrypt the message; only plain mode relies on the address alone. */
  function open(query: URLSearchParams, text: string): { message: string; encrypted: boolean } {
    const envelope = () => readXml(text);
    if (query.get('encrypt_type') === 'aes' || query.has('msg_signature')) {
      if (!crypto) {
        requireSignature(query, 'signature');
        // Compatible mode before the key was set: the plain fields stand beside the encrypted ones.
        if (textOf(envelope(), 'MsgType') === null)
          throw new Refusal(403, 'encrypted, but no EncodingAESKey is set');
        return { message: text, encrypted: false };
      }
      const encrypted = textOf(envelope(), 'Encrypt') ?? '';
      requireSignature(query, 'msg_signature', encrypted);
      return { message: crypto.decrypt(encrypted), encrypted: true };
    }
    requireSignature(query, 'signature');
    if (encryptedOnly) throw new Refusal(403, 'not encrypted, though it must be');
    return { message: text, encrypted: false };
  }

  return {
    /**
     * The text to echo when WeChat asks whether the address is ours. It changes nothing, so its age doesn't matter.
     * @throws Refusal
     */
    verify(query: URLSearchParams): string {
      requireSignature(query, 'signature');
      const echo = query.get('echostr') ?? '';
      if (!/^[\w+/=-]{1,512}$/.test(echo)) throw new Refusal(400, 'nothing to echo');
      return echo;
    },

    /** @throws Refusal; whatever the nonce store throws */
    async receive(query: URLSearchParams, body: Uint8Array): Promise<Opened> {
      const text = decode(body);
      const { message, encrypted } = open(query, text);
      const received = readReceived(readXml(message));
      await replays.check(query.get('timestamp') ?? '', query.get('nonce') ?? '', text);
      return {
        received,
        answer(reply) {
          const plain = writeTextReply(received, reply, seconds());
          return encrypted && crypto ? encryptReply(plain, crypto, token, seconds()) : plain;
        },
      };
    },
  };
}
