import { z } from 'zod';
import { MinqingError } from '../../core/errors.ts';
import { maskText } from '../../core/mask.ts';
import type { Queues } from '../../core/queue/queues.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import {
  listUndelivered,
  retryUndelivered,
  type Undelivered,
} from '../../prisma/conversations/undelivered.ts';
import { type Endpoint, endpoint, page } from '../http/endpoint.ts';

const mayRetry = ['reviewer', 'administrator'] as const;

/** What WeChat's codes mean to the person who has to do something about it. */
const reasons: Record<string, string> = {
  '43004': '对方没有关注公众号',
  '43019': '对方拉黑了公众号',
  '40003': '对方已经不在',
  '45015': '对方超过 48 小时没有说话，等对方再说话时补发',
  '45047': '对方说一句后最多发五条，等对方再说话时补发',
  '45009': '今天的接口次数用完了',
  '48001': '公众号没有客服消息权限，请联系系统管理员',
  '40164': '服务器地址不在公众号白名单里，请联系系统管理员',
};

function reasonOf({ lastError, direction }: Undelivered): string {
  const code = /\b(\d{5})\b/.exec(lastError ?? '')?.[1] ?? '';
  if (reasons[code]) return reasons[code];
  return direction === 'in' ? '系统处理这条消息时出错' : '渠道一直没有收下';
}

function present(message: Undelivered) {
  const { id, direction, text, citizen, event, failedAt, heldAt, attempts, receivedAt } = message;
  return {
    id,
    direction,
    text: maskText(text).slice(0, 200),
    citizen: `…${citizen.externalId.slice(-4)}`,
    caseNumber: event?.case.number ?? null,
    waiting: failedAt === null && heldAt !== null,
    reason: reasonOf(message),
    attempts,
    writtenAt: receivedAt,
    since: failedAt ?? heldAt,
  };
}

/** Messages that did not reach the citizen, for a person to try again or to telephone. */
export function undeliveredEndpoints(db: PrismaClient, queues: Pick<Queues, 'nudge'>): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/undelivered',
      summary: '没有送到的消息，最新的在前',
      access: mayRetry,
      query: page,
      answers: { status: 200, description: '一页消息与下一页的游标' },
      async handle({ query: { limit, cursor }, response }) {
        const rows = await listUndelivered(db, limit + 1, cursor);
        const items = rows.slice(0, limit);
        const nextCursor = rows.length > limit ? items.at(-1)!.id : null;
        response.json({ items: items.map(present), nextCursor });
      },
    }),
    endpoint({
      method: 'post',
      path: '/undelivered/{id}/retry',
      summary: '再发一次',
      access: mayRetry,
      params: z.object({ id: z.uuid() }),
      answers: { status: 202, description: '已经重新排队' },
      async handle({ params: { id }, response }) {
        const owed = await retryUndelivered(db, id);
        if (!owed) throw new MinqingError('not_found', '这条消息已经送到，或者不存在');
        await queues.nudge('deliver', owed);
        response.status(202).json({ id });
      },
    }),
  ];
}
