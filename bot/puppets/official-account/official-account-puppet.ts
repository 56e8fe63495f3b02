import { randomUUID } from 'node:crypto';
import { FileBox, type FileBoxInterface } from 'file-box';
import * as PUPPET from 'wechaty-puppet';
import { createMemoryTokenStore, type TokenStore } from './access-token.ts';
import { type AccountCalls, accountCalls, type NoticeTemplate } from './account-calls.ts';
import { createApiClient } from './api-client.ts';
import { OfficialAccountError } from './api-error.ts';
import { type CallbackRequest, createCallback } from './callback.ts';
import { createCrypto } from './crypto.ts';
import { createKeptMessages, isSpoken, type Kept, payloadOf, type Way } from './kept-messages.ts';
import { createLanes } from './lanes.ts';
import { createLoopLag } from './loop-lag.ts';
import { mediaTypeOf } from './media-type.ts';
import { OneToOnePuppet } from './one-to-one-puppet.ts';
import type { Received } from './received.ts';
import { RecentMap } from './recent-map.ts';
import { Refusal } from './refusal.ts';
import { createMemoryNonceStore, type NonceStore } from './replay-guard.ts';
import { ReplyWindow, ReplyWindows } from './reply-window.ts';
import { splitText } from './split-text.ts';

export interface OfficialAccountOptions extends PUPPET.PuppetOptions {
  appId: string;
  appSecret: string;
  /** The callback's token, as entered in WeChat's console. */
  callbackToken: string;
  /** The present EncodingAESKey first, then the previous one while it is being changed; none: plain mode only. */
  encodingAesKeys?: readonly string[];
  /** Refuses messages in plain mode. */
  encryptedOnly?: boolean;
  /** The API's address; another one stands in for it in tests. */
  apiBase?: string;
  /** Where the account's processes share their token; absent: this process is alone. */
  tokenStore?: TokenStore;
  /** Where the account's processes share which signed addresses have been used; absent: this process is alone. */
  nonceStore?: NonceStore;
  /** Reaches citizens who have not written for 48 hours. */
  notice?: NoticeTemplate | null;
  now?: () => Date;
  /** WeChat waits five seconds for an answer; what isn't ready by then follows as a message. */
  replyWithinMs?: number;
  apiTimeoutMs?: number;
}

/** WeChat waits five seconds; a part of them may go by before and after. */
const replyWithinMs = 3_200;
const shortestWindowMs = 250;
const lateMs = 2_000;
/** Citizens who are shown at one time that somebody writes: a thousand such calls would make all answers later still. */
const mostTyping = 4;

/** What the HTTP server writes; `written` must be called with whether the other side got all of it. */
export interface CallbackAnswer {
  status: number;
  contentType: string;
  body: string;
  written(ok: boolean): void;
  /** Why the request was refused; for the log, not for whoever asked. */
  refused?: string;
}

/** Hears what Wechaty has no words for: scans, menus, subscriptions and all other events. */
export type SignalListener = (received: Received, window: ReplyWindow) => void;

const plain = (status: number, body: string): CallbackAnswer => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body,
  written: () => {},
});

/** A WeChat official account as a Wechaty puppet: messages come by WeChat's callback, answers leave by its API. */
export class PuppetOfficialAccount extends OneToOnePuppet {
  /** The account's API for what Wechaty has no words for. */
  readonly calls: AccountCalls;
  readonly #options: OfficialAccountOptions;
  readonly #callback: ReturnType<typeof createCallback>;
  readonly #windows = new ReplyWindows();
  readonly #windowOf = new Map<string, ReplyWindow>();
  readonly #kept = createKeptMessages();
  readonly #partsSent = new RecentMap<string, number>(1_000);
  readonly #inLane = createLanes();
  readonly #lag = createLoopLag();
  readonly #now: () => Date;
  #onSignal: SignalListener = (_received, window) => window.finish();

  constructor(options: OfficialAccountOptions) {
    super(options);
    const { appId, appSecret, callbackToken, encodingAesKeys = [], encryptedOnly } = options;
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    const crypto = encodingAesKeys.length > 0 ? createCrypto(appId, encodingAesKeys) : undefined;
    this.#callback = createCallback({
      token: callbackToken,
      crypto,
      encryptedOnly,
      nonceStore: options.nonceStore ?? createMemoryNonceStore(),
      now: this.#now,
    });
    const api = createApiClient({
      appId,
      appSecret,
      apiBase: options.apiBase ?? 'https://api.weixin.qq.com',
      tokenStore: options.tokenStore ?? createMemoryTokenStore(),
      now: this.#now,
      timeoutMs: options.apiTimeoutMs,
    });
    this.calls = accountCalls(api);
  }

  override name(): string {
    return 'minqing-official-account';
  }

  override async onStart(): Promise<void> {
    this.login(this.#options.appId);
  }

  override async onStop(): Promise<void> {
    this.#lag.stop();
    if (this.isLoggedIn) await this.logout('stopped');
  }

  onSignal(listener: SignalListener): void {
    this.#onSignal = listener;
  }

  /** Answers a request of WeChat's to the callback, always within the time that WeChat waits. */
  async handleCallback(request: CallbackRequest): Promise<CallbackAnswer> {
    try {
      if (request.method === 'GET') return plain(200, this.#callback.verify(request.query));
      if (request.method !== 'POST') throw new Refusal(405, `${request.method} is not WeChat's`);
      return await this.#answer(request);
    } catch (error) {
      if (error instanceof Refusal) return { ...plain(error.status, ''), refused: error.message };
      throw error;
    }
  }

  #typing = 0;

  /** A process that is late was late with this request, too, and will be with its answer. */
  #windowMs(): number {
    return Math.max(shortestWindowMs, (this.#options.replyWithinMs ?? replyWithinMs) - 2 * this.#lag.ms());
  }

  async #answer({ query, body }: CallbackRequest): Promise<CallbackAnswer> {
    let openId = '';
    const window = new ReplyWindow(this.#windowMs(), () => {
      // It takes longer: the citizen sees that somebody is writing. Where that can't be shown, nothing is lost, and a
      // process that is late has better things to do.
      if (this.#lag.ms() < lateMs) this.#showTyping(openId);
    });
    const written = (ok: boolean) => window.written(ok);
    // The window is open from the beginning: whatever is slow, there is an answer in time.
    const opening = this.#callback.receive(query, body);
    const opened = await Promise.race([opening, window.outcome.then(() => null)]).catch((error: unknown) => {
      window.fail();
      throw error;
    });
    if (!opened) {
      opening.catch(() => {});
      return { ...plain(503, ''), written };
    }
    openId = opened.received.openId;
    this.#receive(opened.received, window);
    const outcome = await window.outcome;
    if (outcome.type === 'failed') return { ...plain(503, ''), written };
    if (outcome.type === 'taken') return { ...plain(200, 'success'), written };
    const text = opened.answer(outcome.text);
    return { status: 200, contentType: 'text/xml; charset=utf-8', body: text, written };
  }

  #showTyping(openId: string): void {
    if (this.#typing >= mostTyping) return;
    this.#typing++;
    void this.calls
      .sendTyping(openId)
      .catch(() => {})
      .finally(() => this.#typing--);
  }

  #receive(received: Received, window: ReplyWindow): void {
    this.#windows.add(received.openId, window);
    if (!isSpoken(received.content.kind)) {
      this.#onSignal(received, window);
      return;
    }
    const id = randomUUID();
    this.#kept.add({ id, direction: 'in', received });
    this.#windowOf.set(id, window);
    void window.outcome.then(() => this.#windowOf.delete(id));
    this.emit('message', { messageId: id });
  }

  /** A message as WeChat sent it. */
  received(messageId: string): Received {
    return this.#kept.received(messageId);
  }

  /** Where the answer to this message is still waited for; whoever keeps messages says there what became of it. */
  windowOf(messageId: string): ReplyWindow | null {
    return this.#windowOf.get(messageId) ?? null;
  }

  /** Whether an answer to this citizen can go back at once, without a call of the API. */
  isAwaited(openId: string): boolean {
    return this.#windows.newest(openId) !== null;
  }

  wayOf(messageId: string): Way | null {
    const kept = this.#kept.get(messageId);
    return kept.direction === 'out' ? kept.way : null;
  }

  #keepSent(to: string, text: string, way: Way): string {
    const id = randomUUID();
    const at = Math.floor(this.#now().getTime() / 1000);
    this.#kept.add({ id, direction: 'out', to, text, at, way });
    return id;
  }

  override messageSendText(openId: string, text: string): Promise<string> {
    return this.#inLane(openId, async () => {
      const [first, ...more] = splitText(text);
      const window = this.#windows.newest(openId);
      if (first !== undefined && more.length === 0 && window && (await window.say(first)))
        return this.#keepSent(openId, text, 'reply');
      return this.#sendParts(openId, text);
    });
  }

  /** Sends by the API even where an answer is waited for: others follow, and the order must hold. */
  sendByMessage(openId: string, text: string): Promise<string> {
    return this.#inLane(openId, () => this.#sendParts(openId, text));
  }

  /** A text that failed half-way goes on with the part that failed when it is sent again. */
  async #sendParts(openId: string, text: string): Promise<string> {
    const key = `${openId}\n${text}`;
    const parts = splitText(text);
    for (let at = this.#partsSent.get(key) ?? 0; at < parts.length; at += 1) {
      await this.calls.sendText(openId, parts[at]!);
      if (at + 1 < parts.length) this.#partsSent.set(key, at + 1);
      else this.#partsSent.delete(key);
    }
    return this.#keepSent(openId, text, 'message');
  }

  /** Tells a citizen who must write first that there is news; false where no notice is set up. */
  async sendNotice(openId: string, text: string): Promise<boolean> {
    if (!this.#options.notice) return false;
    await this.calls.sendNotice(openId, this.#options.notice, text);
    return true;
  }

  override messageSendFile(openId: string, file: FileBoxInterface): Promise<string> {
    return this.#inLane(openId, async () => {
      const bytes = new Uint8Array(await file.toBuffer());
      const type = mediaTypeOf(bytes)?.type;
      if (!type?.startsWith('image/'))
        throw new OfficialAccountError(null, 'give-up', 'only images can be sent');
      await this.calls.sendImage(openId, await this.calls.uploadImage(bytes, file.name, type));
      return this.#keepSent(openId, `[${file.name}]`, 'message');
    });
  }

  override async messageRawPayload(id: string): Promise<Kept> {
    return this.#kept.get(id);
  }

  override async messageRawPayloadParser(kept: Kept): Promise<PUPPET.payloads.Message> {
    return payloadOf(kept, this.currentUserId);
  }

  override async messageFile(id: string): Promise<FileBoxInterface> {
    const { content } = this.received(id);
    if (!('mediaId' in content) || content.mediaId === null) throw new Error(`message ${id} has no file`);
    const media = await this.calls.downloadMedia(content.mediaId);
    const extension = mediaTypeOf(media)?.extension ?? 'bin';
    return FileBox.fromBuffer(media, `${content.mediaId}.${extension}`);
  }

  override messageImage(id: string): Promise<FileBoxInterface> {
    return this.messageFile(id);
  }

  override async messageLocation(id: string): Promise<PUPPET.payloads.Location> {
    const { content } = this.received(id);
    if (content.kind !== 'location') throw new Error(`message ${id} is not a location`);
    const { latitude, longitude, label } = content;
    return { accuracy: 15, address: label, name: label, latitude, longitude };
  }

  override async messageUrl(id: string): Promise<PUPPET.payloads.UrlLink> {
    const { content } = this.received(id);
    if (content.kind !== 'link') throw new Error(`message ${id} is not a link`);
    const { title, description, url } = content;
    return { title, description, url };
  }

  override async contactRawPayload(id: string): Promise<{ id: string }> {
    return { id };
  }

  /** WeChat has not told names or pictures since 2021. */
  override async contactRawPayloadParser({ id }: { id: string }): Promise<PUPPET.payloads.Contact> {
    return {
      id,
      name: id,
      avatar: '',
      gender: PUPPET.types.ContactGender.Unknown,
      type: id === this.#options.appId ? PUPPET.types.Contact.Official : PUPPET.types.Contact.Individual,
      phone: [],
    };
  }
}
