import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MinqingError } from '../../core/errors.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import type { SimulatorChannel } from '../channels/simulator.ts';
import { type SimulatedMessage, simulatedMessage } from '../http/simulated-citizen.ts';

const imageTypes: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
};
const pollMs = 20;
const answerWithinMs = 30_000;

async function readImage(path: string): Promise<SimulatedMessage> {
  const mimeType = imageTypes[extname(path).toLowerCase()];
  if (!mimeType) throw new MinqingError('invalid', `不是能发的图片：${path}`);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new MinqingError('invalid', `读不到图片：${path}`, { cause });
  });
  return { kind: 'image', fileName: basename(path), mimeType, bytes };
}

/**
 * One line as a message: plain text, or one of `/image PATH`, `/location LAT,LNG LABEL`, `/scan SCENE`,
 * `/subscribe`, `/menu KEY`.
 * @throws MinqingError `invalid` naming what is wrong with the command
 */
export async function parseLine(line: string): Promise<SimulatedMessage> {
  const [, command, rest = ''] =
    /^\/(image|location|scan|subscribe|menu)(?:\s+(.*))?$/.exec(line.trim()) ?? [];
  if (!command) return { kind: 'text', text: line };
  if (command === 'image') return readImage(rest);
  const [, latitude, longitude, label = ''] = /^(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*(.*)$/.exec(rest) ?? [];
  const fields = {
    location: { latitude: Number(latitude), longitude: Number(longitude), label },
    scan: { scene: rest },
    menu: { key: rest },
    subscribe: {},
  }[command as 'location' | 'scan' | 'menu' | 'subscribe'];
  const parsed = simulatedMessage.safeParse({ kind: command, ...fields });
  if (!parsed.success) throw new MinqingError('invalid', `命令有误：${line}`);
  return parsed.data;
}

export interface TerminalParts {
  db: PrismaClient;
  channel: SimulatorChannel;
  citizen: string;
  jsonl: boolean;
  out: NodeJS.WritableStream;
}

/** A citizen at the terminal: says a line, and prints everything that is answered. */
export function createTerminal({ db, channel, citizen, jsonl, out }: TerminalParts) {
  let shown = 0n;

  async function showNew(citizenId: string): Promise<void> {
    const rows = await db.message.findMany({
      where: { citizenId, direction: 'out', sentAt: { not: null }, seq: { gt: shown } },
      orderBy: { seq: 'asc' },
    });
    for (const { text, seq } of rows) {
      shown = seq;
      out.write(jsonl ? `${JSON.stringify({ text })}\n` : `${text}\n\n`);
    }
  }

  /** Waits until the message is handled and all that is owed to the citizen is sent. */
  async function settle(citizenId: string): Promise<void> {
    const deadline = Date.now() + answerWithinMs;
    while (Date.now() < deadline) {
      await showNew(citizenId);
      const busy = await db.message.count({
        where: {
          citizenId,
          failedAt: null,
          OR: [
            { direction: 'in', handledAt: null },
            { direction: 'out', sentAt: null, notBefore: null },
          ],
        },
      });
      if (busy === 0) return showNew(citizenId);
      await wait(pollMs);
    }
  }

  return {
    /** @returns false when the line could not be sent; why is on standard error */
    async say(line: string): Promise<boolean> {
      try {
        await channel.inject(citizen, await parseLine(line), randomUUID());
      } catch (error) {
        if (!(error instanceof MinqingError)) throw error;
        process.stderr.write(`${error.message}\n`);
        if (jsonl) out.write(`${JSON.stringify({ idle: true })}\n`);
        return false;
      }
      const key = { channel: channel.name, externalId: citizen };
      const { id } = await db.citizen.findUniqueOrThrow({ where: { channel_externalId: key } });
      await settle(id);
      if (jsonl) out.write(`${JSON.stringify({ idle: true })}\n`);
      return true;
    },

    /** Leaves out what was said in earlier chats. */
    async skipHistory(): Promise<void> {
      const last = await db.message.findFirst({
        where: { citizen: { channel: channel.name, externalId: citizen } },
        orderBy: { seq: 'desc' },
      });
      shown = last?.seq ?? 0n;
    },
  };
}
