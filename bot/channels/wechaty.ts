import './quiet-dotenv.ts';
import { type Message, type Wechaty, WechatyBuilder } from 'wechaty';
import { type Puppet, types } from 'wechaty-puppet';
import type { Logger } from '../../core/logger.ts';
import type { Accepted, Channel, Incoming } from '../incoming.ts';

export interface WechatyChannelParts {
  /** Always an instance: without one Wechaty loads a puppet of its own choice. */
  puppet: Puppet;
  name: string;
  logger: Logger;
  now: () => Date;
  /** What the puppet knows beyond Wechaty's words; it may change every part of the message. */
  enrich?: (incoming: Incoming, messageId: string) => Incoming;
  /** Photographs are fetched by `fetchMedia` once the message is written down. */
  imagesLater?: boolean;
  /** Told what became of each message that the puppet emitted. */
  onAccepted?: (messageId: string, accepted: Promise<Accepted>) => void;
}

/** Wechaty never forgets a contact by itself. */
const mostContacts = 1_000;

type Handler = (incoming: Incoming) => Promise<Accepted>;

/** Any Wechaty puppet as a channel of ours. The only place, with the puppets, that knows Wechaty. */
export function createWechatyChannel(parts: WechatyChannelParts): Channel {
  const { puppet, name, logger, now } = parts;
  const wechaty: Wechaty = WechatyBuilder.build({ name: `minqing-${name}`, puppet });
  const contacts = new Set<string>();
  let handler: Handler | null = null;

  /** Wechaty's pools are its own; what is dropped is read again at the next message. */
  function boundContacts(id: string): void {
    contacts.add(id);
    if (contacts.size <= mostContacts) return;
    contacts.clear();
    const { pool } = wechaty.Contact as unknown as { pool?: Map<string, unknown> };
    pool?.clear();
  }

  async function receive(message: Message): Promise<void> {
    if (message.self() || message.room()) return;
    const plain = await toIncoming(message);
    const incoming = parts.enrich?.(plain, message.id) ?? plain;
    boundContacts(incoming.externalId);
    if (!handler) throw new Error('nobody handles messages yet');
    const accepted = handler(incoming);
    parts.onAccepted?.(message.id, accepted);
    await accepted;
  }

  async function toIncoming(message: Message): Promise<Incoming> {
    const base: Incoming = {
      channel: name,
      externalId: message.talker().id,
      channelMessageId: message.id,
      kind: 'other',
      text: '',
      image: null,
      location: null,
      scene: null,
      menuKey: null,
      receivedAt: now(),
    };
    switch (message.type()) {
      case types.Message.Text:
        return { ...base, kind: 'text', text: message.text() };
      case types.Message.Image: {
        if (parts.imagesLater) return { ...base, kind: 'image' };
        const file = await message.toFileBox();
        const image = { fileName: file.name, mimeType: file.mediaType, bytes: await file.toBuffer() };
        return { ...base, kind: 'image', image };
      }
      case types.Message.Location: {
        // `message.toLocation()` of Wechaty 1.20 always throws.
        const { latitude, longitude, address, name: label } = await puppet.messageLocation(message.id);
        return { ...base, kind: 'location', location: { latitude, longitude, label: label || address } };
      }
      default:
        return base;
    }
  }

  wechaty.on('error', (error) => logger.warn({ err: error }, 'wechaty'));
  // A rejected listener would end the process.
  wechaty.on('message', (message) => {
    receive(message).catch((error: unknown) => logger.error({ err: error }, 'could not receive a message'));
  });

  return {
    name,
    onMessage(next) {
      handler = next;
    },
    async start() {
      await wechaty.start();
    },
    async stop() {
      await wechaty.stop();
    },
    async send(externalId, { text }) {
      const contact = await wechaty.Contact.find({ id: externalId });
      if (!contact) throw new Error('the channel does not know this citizen');
      await contact.say(text);
      boundContacts(externalId);
      return 'message';
    },
  };
}
