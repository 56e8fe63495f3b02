import type { MessageKind } from '../core/words.ts';

/** A citizen's message in our own words; no channel's or library's types pass further than the channel. */
export interface Incoming {
  channel: string;
  /** The citizen's id on the channel, such as an OpenID. */
  externalId: string;
  /** The channel's id of the message; together with channel and citizen it is unique. */
  channelMessageId: string;
  /** `event`: kept, and nothing is said to it. */
  kind: MessageKind | 'event';
  text: string;
  image: MediaFile | null;
  /** Of a photograph, a recording or a film that the channel fetches once the message is written down: its id there. */
  mediaId?: string | null;
  /** WGS-84 degrees. */
  location: { latitude: number; longitude: number; label: string } | null;
  /** The scene of a scanned code. */
  scene: string | null;
  menuKey: string | null;
  /** What the channel said of a kind that the hotline has no words for. */
  details?: Record<string, unknown> | null;
  receivedAt: Date;
}

/** A file as it was sent. */
export interface MediaFile {
  fileName: string;
  /** By its content. */
  mimeType: string;
  bytes: Uint8Array;
}

/** What became of an incoming message. */
export interface Accepted {
  /** The channel had delivered it before. */
  repeated: boolean;
  /** Resolves, never rejects, when all that is to be said to it for now has been sent. */
  settled: Promise<void>;
  /** What was answered in the channel's own request, for a channel that asks again because it did not hear it. */
  keptReply(): Promise<string | null>;
}

/** What the account says to a citizen. */
export interface Outgoing {
  text: string;
  /** Others follow at once. */
  more?: boolean;
}

/** How a message left: in the answer to the citizen's own request, or as one of its own. */
export type SentBy = 'reply' | 'message';

/** A message that the channel did not take, where that says what to do next; any other error is tried again soon. */
export class Undeliverable extends Error {
  /**
   * `later`: after this many milliseconds; `hold`: once the citizen writes again; `give-up`: not at all, people must
   * see it.
   */
  readonly next: { type: 'later'; ms: number } | { type: 'hold' } | { type: 'give-up' };

  constructor(next: Undeliverable['next'], cause: Error) {
    super(cause.message, { cause });
    this.name = 'Undeliverable';
    this.next = next;
  }
}

/** One way to talk with citizens. */
export interface Channel {
  readonly name: string;
  /** Registers the one handler; it must not throw for a single message. Call before `start`. */
  onMessage(handler: (incoming: Incoming) => Promise<Accepted>): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when the channel has taken the message; rejects when it should be tried again. */
  send(externalId: string, outgoing: Outgoing): Promise<SentBy>;
  /** Bytes of the one text that could go back in the citizen's own request just now. */
  roomForReply?(externalId: string): number;
  /** @throws MinqingError `invalid` when it is nothing to keep, and whatever else when it may be there later */
  fetchMedia?(mediaId: string): Promise<MediaFile>;
}
