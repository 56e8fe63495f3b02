import { randomBytes } from 'node:crypto';
import type { MessageCrypto } from './crypto.ts';
import type { Received } from './received.ts';
import { sign } from './signature.ts';

/** CDATA ends at the first "]]>", so one within the text is divided among two sections. */
const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** A text as the answer to a message, in the body of the answer to WeChat's own request. */
export function writeTextReply(to: Pick<Received, 'openId' | 'accountId'>, text: string, at: number): string {
  return `<xml><ToUserName>${cdata(to.openId)}</ToUserName><FromUserName>${cdata(to.accountId)}</FromUserName><CreateTime>${at}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>${cdata(text)}</Content></xml>`;
}

/** The same in safe mode. */
export function encryptReply(reply: string, crypto: MessageCrypto, token: string, at: number): string {
  const encrypted = crypto.encrypt(reply);
  const nonce = randomBytes(8).toString('hex');
  const signature = sign(token, String(at), nonce, encrypted);
  return `<xml><Encrypt>${cdata(encrypted)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature><TimeStamp>${at}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`;
}
