import type { MessageKind } from '../core/words.ts';

/** A citizen's message in our own words; no channel's or library's types pass further than the channel. */
export interface Incoming {
  channel: string;
  /** The citizen's id on the channel, such as an OpenID. */
  externalId: string;
  /** The channel's id of the message; together with channel and citizen it is unique. */
  channelMessageId: string;
  kind: MessageKind;
  text: string;
  image: { fileName: string; mimeType: string; bytes: Uint8Array } | null;
  /** WGS-84 degrees. */
  location: { latitude: number; longitude: number; label: string } | null;
  /** The scene of a scanned code. */
  scene: string | null;
  menuKey: string | null;
  receivedAt: Date;
}

/** What the account says to a citizen. */
export interface Outgoing {
  text: string;
}

/** One way to talk with citizens. */
export interface Channel {
  readonly name: string;
  /** Registers the one handler; it must not throw for a single message. Call before `start`. */
  onMessage(handler: (incoming: Incoming) => Promise<void>): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when the channel has taken the message; rejects when it should be tried again. */
  send(externalId: string, outgoing: Outgoing): Promise<void>;
}
