import { randomUUID } from 'node:crypto';
import express, { Router } from 'express';
import type { ZodType } from 'zod';
import { MinqingError } from '../../core/errors.ts';
import { menuItems } from '../../core/texts/menu.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { loadDirectory } from '../../prisma/load-directory.ts';
import { type MessageFeed, presentMessage } from './message-feed.ts';
import { citizenName, messageId, type SimulatedMessage, simulatedMessage } from './simulated-citizen.ts';

const historyLength = 300;
const imageTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];
const imageLimit = '10mb';

export interface SimulatorParts {
  db: PrismaClient;
  feed: MessageFeed;
  /** The name under which this simulator's citizens are known. */
  channel: string;
  /** Lets the citizen say it; resolves when it is accepted, that is, written down. */
  send(citizen: string, message: SimulatedMessage, messageId: string): Promise<void>;
}

function parse<T>(schema: ZodType<T>, value: unknown, name: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new MinqingError('invalid', `${name}有误：${parsed.error.issues[0]?.message ?? ''}`);
  return parsed.data;
}

/** The other side of the simulator's page: what a citizen's telephone would do, over HTTP. */
export function simulatorRoutes({ db, feed, channel, send }: SimulatorParts): Router {
  const router = Router();

  async function citizenIdOf(name: string): Promise<string> {
    const key = { channel, externalId: name };
    await db.citizen.createMany({ data: [key], skipDuplicates: true });
    const citizen = await db.citizen.findUniqueOrThrow({ where: { channel_externalId: key } });
    return citizen.id;
  }

  router.get('/city', async (_request, response) => {
    const { city, neighbourhoods } = await loadDirectory(db);
    response.json({
      name: city.name,
      hotlineName: city.hotlineName,
      neighbourhoods: neighbourhoods.map(({ sceneId, name, latitude, longitude }) => ({
        sceneId,
        name,
        latitude,
        longitude,
      })),
    });
  });

  router.get('/menu', (_request, response) => {
    response.json(menuItems);
  });

  router.post('/citizens/:name/messages', express.json({ limit: '100kb' }), async (request, response) => {
    const name = parse(citizenName, request.params.name, '姓名');
    const id = parse(messageId, request.body?.id, '消息编号') ?? randomUUID();
    await send(name, parse(simulatedMessage, request.body, '消息'), id);
    response.status(202).json({ id });
  });

  router.post(
    '/citizens/:name/images',
    express.raw({ type: imageTypes, limit: imageLimit }),
    async (request, response) => {
      const name = parse(citizenName, request.params.name, '姓名');
      const mimeType = request.get('Content-Type')?.split(';')[0] ?? '';
      if (!imageTypes.includes(mimeType) || !Buffer.isBuffer(request.body) || request.body.length === 0)
        throw new MinqingError('invalid', '请上传 JPG、PNG、GIF 或 WebP 图片');
      const id = parse(messageId, request.query.id, '消息编号') ?? randomUUID();
      const fileName = String(request.query.fileName ?? '照片').slice(0, 100);
      await send(name, { kind: 'image', fileName, mimeType, bytes: request.body }, id);
      response.status(202).json({ id });
    },
  );

  router.get('/citizens/:name/messages', async (request, response) => {
    const citizenId = await citizenIdOf(parse(citizenName, request.params.name, '姓名'));
    const rows = await db.message.findMany({
      where: { citizenId, OR: [{ direction: 'in' }, { sentAt: { not: null } }] },
      orderBy: { seq: 'desc' },
      take: historyLength,
    });
    response.json({ items: rows.reverse().map(presentMessage) });
  });

  router.get('/citizens/:name/stream', async (request, response) => {
    feed.open(response, await citizenIdOf(parse(citizenName, request.params.name, '姓名')));
  });

  return router;
}
