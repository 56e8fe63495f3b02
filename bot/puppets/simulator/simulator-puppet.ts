import { FileBox, type FileBoxInterface } from 'file-box';
import * as PUPPET from 'wechaty-puppet';
import { OneToOnePuppet } from '../official-account/one-to-one-puppet.ts';
import { RecentMap } from '../official-account/recent-map.ts';

/** What a simulated citizen does that Wechaty has words for. */
export type SimulatedSaying =
  | { kind: 'text'; text: string }
  | { kind: 'image'; fileName: string; mimeType: string; bytes: Uint8Array }
  | { kind: 'location'; latitude: number; longitude: number; label: string };

interface Kept {
  id: string;
  talkerId: string;
  listenerId: string;
  timestamp: number;
  saying: SimulatedSaying;
}

const accountId = 'minqing-simulator';
/** Payloads that Wechaty may still ask for; older ones are dropped, so that memory stays bounded. */
const keptMessages = 2_000;

const messageTypes = {
  text: PUPPET.types.Message.Text,
  image: PUPPET.types.Message.Image,
  location: PUPPET.types.Message.Location,
} as const;

/** A real Wechaty puppet whose other end is in this process: a page or a terminal instead of a telephone. */
export class SimulatorPuppet extends OneToOnePuppet {
  #messages = new RecentMap<string, Kept>(keptMessages);
  #sent = 0;

  override name(): string {
    return 'minqing-simulator';
  }

  override async onStart(): Promise<void> {
    this.login(accountId);
  }

  override async onStop(): Promise<void> {
    if (this.isLoggedIn) await this.logout('stopped');
  }

  /** A citizen says something; the id must be unique among that citizen's messages. */
  inject(citizen: string, id: string, saying: SimulatedSaying, timestamp: number): void {
    const key = `${citizen}/${id}`;
    this.#messages.set(key, { id: key, talkerId: citizen, listenerId: accountId, timestamp, saying });
    this.emit('message', { messageId: key });
  }

  #get(id: string): Kept {
    const kept = this.#messages.get(id);
    if (!kept) throw new Error(`message ${id} is not kept any more`);
    return kept;
  }

  override async messageRawPayload(id: string): Promise<Kept> {
    return this.#get(id);
  }

  override async messageRawPayloadParser(kept: Kept): Promise<PUPPET.payloads.Message> {
    return {
      id: kept.id,
      talkerId: kept.talkerId,
      listenerId: kept.listenerId,
      timestamp: kept.timestamp,
      type: messageTypes[kept.saying.kind],
      text: kept.saying.kind === 'text' ? kept.saying.text : '',
    };
  }

  override async messageFile(id: string): Promise<FileBoxInterface> {
    const { saying } = this.#get(id);
    if (saying.kind !== 'image') throw new Error(`message ${id} is not an image`);
    return FileBox.fromBuffer(Buffer.from(saying.bytes), saying.fileName);
  }

  override async messageImage(id: string): Promise<FileBoxInterface> {
    return this.messageFile(id);
  }

  override async messageLocation(id: string): Promise<PUPPET.payloads.Location> {
    const { saying } = this.#get(id);
    if (saying.kind !== 'location') throw new Error(`message ${id} is not a location`);
    const { latitude, longitude, label } = saying;
    return { accuracy: 15, address: label, name: label, latitude, longitude };
  }

  /** The page shows what the tables hold, so sending only has to be accepted. */
  override async messageSendText(conversationId: string, text: string): Promise<string> {
    this.#sent += 1;
    const id = `${accountId}/${this.#sent}`;
    const saying = { kind: 'text', text } as const;
    const timestamp = Math.floor(Date.now() / 1000);
    this.#messages.set(id, { id, talkerId: accountId, listenerId: conversationId, timestamp, saying });
    this.emit('message', { messageId: id });
    return id;
  }

  override async contactRawPayload(id: string): Promise<{ id: string }> {
    return { id };
  }

  override async contactRawPayloadParser({ id }: { id: string }): Promise<PUPPET.payloads.Contact> {
    return {
      id,
      name: id,
      avatar: '',
      gender: PUPPET.types.ContactGender.Unknown,
      type: id === accountId ? PUPPET.types.Contact.Official : PUPPET.types.Contact.Individual,
      phone: [],
    };
  }
}
