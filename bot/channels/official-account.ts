import { MinqingError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import { type Accepted, type Channel, type Incoming, Undeliverable } from '../incoming.ts';
import { OfficialAccountError } from '../puppets/official-account/api-error.ts';
import { mediaTypeOf } from '../puppets/official-account/media-type.ts';
import {
  type OfficialAccountOptions,
  PuppetOfficialAccount,
} from '../puppets/official-account/official-account-puppet.ts';
import type { Received } from '../puppets/official-account/received.ts';
import type { ReplyWindow } from '../puppets/official-account/reply-window.ts';
import { createWechatyChannel } from './wechaty.ts';
import { withTaps } from './with-taps.ts';

/** What WeChat takes as one text. */
const mostReplyBytes = 2_048;
const quotaPauseMs = 10 * 60_000;

export interface OfficialAccountChannel extends Channel {
  /** What WeChat's callback reaches. */
  readonly puppet: PuppetOfficialAccount;
}

export interface OfficialAccountParts {
  options: OfficialAccountOptions;
  logger: Logger;
  now: () => Date;
}

type Parts = Partial<Incoming> & Pick<Incoming, 'kind'>;

/** What each kind of message or event is to the hotline. */
function partsOf({ content }: Received): Parts {
  switch (content.kind) {
    case 'image':
      return content.mediaId === null ? { kind: 'other' } : { kind: 'image', mediaId: content.mediaId };
    case 'voice':
      // Recognised speech is the citizen's words; without it they are asked to write.
      return content.recognition
        ? { kind: 'text', text: content.recognition, mediaId: content.mediaId, details: { ...content } }
        : { kind: 'other', mediaId: content.mediaId, details: { ...content } };
    case 'link':
      return {
        kind: 'text',
        text: [content.title, content.description, content.url].filter(Boolean).join('\n'),
      };
    case 'video':
    case 'shortvideo':
      return { kind: 'other', mediaId: content.mediaId, details: { ...content } };
    case 'unknown':
      return { kind: 'other', details: { ...content } };
    case 'subscribe':
      return content.scene === null ? { kind: 'subscribe' } : { kind: 'scan', scene: content.scene };
    case 'scan':
      return { kind: 'scan', scene: content.scene };
    case 'click':
      return { kind: 'menu', menuKey: content.key };
    case 'event':
      return { kind: 'event', text: content.name, details: { ...content.fields } };
    default:
      return { kind: content.kind };
  }
}

/**
 * The official account over its Wechaty puppet. Scans, menus, subscriptions and other events, for which Wechaty has no
 * words, take the side door.
 */
export function createOfficialAccountChannel(parts: OfficialAccountParts): OfficialAccountChannel {
  const { options, logger, now } = parts;
  const name = 'official-account';
  const puppet = new PuppetOfficialAccount({ now, ...options });
  let handler: ((incoming: Incoming) => Promise<Accepted>) | null = null;

  const enrich = (incoming: Incoming, received: Received): Incoming => ({
    ...incoming,
    channelMessageId: received.id,
    ...partsOf(received),
  });

  const blank = (received: Received): Incoming => ({
    channel: name,
    externalId: received.openId,
    channelMessageId: received.id,
    kind: 'other',
    text: '',
    image: null,
    location: null,
    scene: null,
    menuKey: null,
    receivedAt: now(),
  });

  /** Tells the waiting request what became of its message; one that came again gets the answer that it missed. */
  async function follow(window: ReplyWindow, accepting: Promise<Accepted>): Promise<void> {
    try {
      const accepted = await accepting;
      window.accept();
      await accepted.settled;
      const missed = accepted.repeated && window.isOpen ? await accepted.keptReply() : null;
      if (missed !== null && Buffer.byteLength(missed) <= mostReplyBytes) await window.say(missed);
      window.finish();
    } catch (error) {
      logger.error({ err: error }, 'could not write a message down; WeChat will ask again');
      window.fail();
    }
  }

  const channel = createWechatyChannel({
    puppet,
    name,
    logger,
    now,
    imagesLater: true,
    enrich: (incoming, messageId) => enrich(incoming, puppet.received(messageId)),
    onAccepted(messageId, accepting) {
      const window = puppet.windowOf(messageId);
      if (window) void follow(window, accepting);
    },
  });
  puppet.onSignal((received, window) => {
    if (!handler) return window.fail();
    void follow(window, handler(enrich(blank(received), received)));
  });

  /** What an error of the API means for the message, and for the people who run the account. */
  async function explain(error: unknown, openId: string, text: string): Promise<unknown> {
    if (!(error instanceof OfficialAccountError)) return error;
    switch (error.remedy) {
      case 'wait':
        await puppet.sendNotice(openId, text).catch((cause: unknown) => {
          logger.warn({ err: cause }, 'could not send a notice');
        });
        return new Undeliverable({ type: 'hold' }, error);
      case 'configuration':
        logger.error({ err: error, alarm: true }, 'the official account is not set up for this');
        return new Undeliverable({ type: 'hold' }, error);
      case 'unreachable':
      case 'give-up':
        return new Undeliverable({ type: 'give-up' }, error);
      default:
        return error.code === 45009 ? new Undeliverable({ type: 'later', ms: quotaPauseMs }, error) : error;
    }
  }

  return {
    ...channel,
    puppet,
    onMessage(next) {
      handler = next;
      channel.onMessage(next);
    },
    roomForReply: (openId) => (puppet.isAwaited(openId) ? mostReplyBytes : 0),
    async send(openId, { text, more = false }) {
      const tappable = withTaps(text, mostReplyBytes);
      try {
        if (more) await puppet.sendByMessage(openId, tappable);
        else return puppet.wayOf(await puppet.messageSendText(openId, tappable)) ?? 'message';
        return 'message';
      } catch (error) {
        throw await explain(error, openId, text);
      }
    },
    async fetchMedia(mediaId) {
      const bytes = await puppet.calls.downloadMedia(mediaId);
      const type = mediaTypeOf(bytes);
      if (!type) throw new MinqingError('invalid', '收到的文件不是图片、录音或视频');
      return { fileName: `${mediaId.slice(0, 40)}.${type.extension}`, mimeType: type.type, bytes };
    },
  };
}
