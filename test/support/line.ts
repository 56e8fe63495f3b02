import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createDeliverer } from '../../bot/deliver.ts';
import { expireConversations } from '../../bot/expire-conversations.ts';
import { createHandler } from '../../bot/handle.ts';
import type { Incoming } from '../../bot/incoming.ts';
import { loadCity } from '../../bot/load-city.ts';
import type { QuietPeriod } from '../../bot/utterance.ts';
import { openFolder } from '../../core/files/folder.ts';
import type { CaseEvent } from '../../core/lifecycle/events.ts';
import { createLogger } from '../../core/logger.ts';
import type { Role } from '../../core/words.ts';
import { applyEvent } from '../../prisma/cases/apply-event.ts';
import { openDatabase } from '../../prisma/client.ts';

export const caseNumber = /MQ\d{8}-\d{6}-\d/;
type Kind = Partial<Pick<Incoming, 'text' | 'image' | 'location' | 'scene' | 'menuKey'>> & {
  kind: Incoming['kind'];
};

/**
 * The bot's own handler and deliverer on a real database, without a network: citizens who speak and hear, officials who
 * act, and a clock that the test sets.
 */
export async function openLine(
  databaseUrl: string,
  start: string,
  channelName = 'wechat',
  quiet: QuietPeriod = { ms: 0, mostMs: 0, wait: async () => {} },
) {
  const clock = { now: new Date(start) };
  const now = () => clock.now;
  const { prisma: db, close } = openDatabase(databaseUrl, { poolSize: 6 });
  const logger = createLogger('line', 'fatal');
  const heard = new Map<string, string[]>();
  const nudged: string[] = [];
  const queues = {
    nudge: async (name: string, payload: object) => {
      if (name === 'classify') nudged.push((payload as { caseId: string }).caseId);
    },
  };
  const channel = {
    name: channelName,
    send: async (externalId: string, { text }: { text: string }) => {
      heard.set(externalId, [...(heard.get(externalId) ?? []), text]);
      return 'message' as const;
    },
  };
  const attachmentsDir = await mkdtemp(join(tmpdir(), 'minqing-line-'));
  const deliverer = createDeliverer({ db, channel, logger, now });
  const city = await loadCity(db);
  const handler = createHandler({
    db,
    queues,
    deliverer,
    city,
    files: openFolder(attachmentsDir),
    logger,
    now,
    quiet,
  });
  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#876' } })
    .png()
    .toBuffer();

  function citizen(name: string) {
    const accept = (message: Kind) =>
      handler.accept({
        channel: channelName,
        externalId: name,
        channelMessageId: randomUUID(),
        text: '',
        image: null,
        location: null,
        scene: null,
        menuKey: null,
        receivedAt: clock.now,
        ...message,
      });
    const send = async (message: Kind): Promise<string> => {
      const before = heard.get(name)?.length ?? 0;
      const accepted = await accept(message);
      await accepted.settled;
      return (heard.get(name) ?? []).slice(before).join('\n');
    };
    return {
      name,
      send,
      say: (text: string) => send({ kind: 'text', text }),
      /** Sends without waiting to be answered. */
      types: (text: string) => accept({ kind: 'text', text }),
      photo: () => send({ kind: 'image', image: { fileName: 'p.png', mimeType: 'image/png', bytes: photo } }),
      location: (latitude: number, longitude: number, label: string) =>
        send({ kind: 'location', location: { latitude, longitude, label } }),
      scan: (scene: string) => send({ kind: 'scan', scene }),
      menu: (menuKey: string) => send({ kind: 'menu', menuKey }),
      heard: () => heard.get(name) ?? [],
      /** Tells a matter until it is filed; gives its number. */
      async files(words: string): Promise<string> {
        clock.now = new Date(clock.now.getTime() + 1000);
        let last = await send({ kind: 'text', text: words });
        for (const answer of ['不知道', '不留', '对', '对']) {
          if (caseNumber.test(last)) break;
          last = await send({ kind: 'text', text: answer });
        }
        return caseNumber.exec(last)![0];
      },
    };
  }

  return {
    db,
    clock,
    /** Cases that triage was nudged for. */
    nudged,
    citizen,
    pass(minutes: number) {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000);
    },
    see: (number: string) =>
      db.case.findUniqueOrThrow({
        where: { number },
        include: {
          complaints: { include: { attachments: true } },
          events: { orderBy: { seq: 'asc' } },
          follows: true,
        },
      }),
    /** An official of the demonstration city acts on a case, and what is owed is delivered. */
    async act(name: string, number: string, event: CaseEvent, data: object = {}): Promise<void> {
      const user = await db.user.findUniqueOrThrow({ where: { name } });
      const { id: caseId } = await db.case.findUniqueOrThrow({ where: { number } });
      const { id: userId, roles, departmentCode } = user;
      const acting = { type: 'user', userId, roles: roles as Role[], departmentCode } as const;
      await db.$transaction((tx) => applyEvent(tx, { caseId, event, data, acting, now: clock.now }));
      await deliverer.sweep();
    },
    sweep: () => deliverer.sweep(),
    /** Handles what nobody handled yet, as the bot's sweep does. */
    async answerWaiting(): Promise<void> {
      await deliverer.sweep();
      await handler.sweep(channelName);
      await deliverer.sweep();
    },
    async expire(minutes = 30): Promise<void> {
      const before = new Date(clock.now.getTime() - minutes * 60_000);
      await expireConversations(db, queues, deliverer, channelName, before, clock.now);
    },
    async close() {
      await close();
      await rm(attachmentsDir, { recursive: true, force: true });
    },
  };
}
export type Line = Awaited<ReturnType<typeof openLine>>;
