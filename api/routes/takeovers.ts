import { z } from 'zod';
import { isOfficeHours } from '../../core/calendar.ts';
import { MinqingError } from '../../core/errors.ts';
import type { Queues } from '../../core/queue/queues.ts';
import { kinds } from '../../core/words.ts';
import type { Owed } from '../../prisma/cases/tell.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { fileAsPerson } from '../../prisma/takeovers/file.ts';
import { handBack, requireHeld, sayAsPerson, takeConversation } from '../../prisma/takeovers/hold.ts';
import { findConversation, type HeldConversation, listTakeovers } from '../../prisma/takeovers/list.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { claimKey } from '../http/idempotency.ts';
import { type SignedIn, talkers, visibleCases } from '../policy.ts';
import { presentSummary, summaryInclude } from '../present-case.ts';
import { presentConversation, presentOpen, readDraftSeen } from '../present-takeover.ts';

const params = z.object({ id: z.uuid() });
const line = (label: string, max: number) =>
  z.string().trim().max(max, `${label}不能超过${max}字`).nullable().default(null);
const written = z.object({
  text: z.string('请填写诉求内容').trim().min(1, '请填写诉求内容').max(5000, '诉求内容不能超过5000字'),
  kind: z.enum(kinds).nullable().default(null),
  place: line('地点', 200),
  since: line('发生时间', 100),
  name: line('姓名', 40),
  phone: line('电话', 20),
  anonymous: z.boolean().default(false),
});
const sameLookMs = 10 * 60_000;

/** 在线会话: citizens who asked for a person, and the conversations that people hold. */
export function takeoverEndpoints(
  db: PrismaClient,
  queues: Pick<Queues, 'nudge'>,
  now: () => Date,
): Endpoint[] {
  const nudge = async (owed: Owed | null) => {
    if (owed) await queues.nudge('deliver', owed);
  };

  async function getHeld(id: string, user: SignedIn): Promise<HeldConversation> {
    const held = await findConversation(db, id, user.id, now());
    if (!held) throw new MinqingError('not_found', '这次会话不在您手上，或者已经结束');
    return held;
  }

  async function note(takeoverId: string, user: SignedIn, what: 'conversation' | 'contact'): Promise<void> {
    const look = { takeoverId, userId: user.id, what };
    const since = new Date(now().getTime() - sameLookMs);
    const seen = await db.access.findFirst({ where: { ...look, at: { gt: since } }, select: { id: true } });
    if (!seen || what === 'contact') await db.access.create({ data: { ...look, at: now() } });
  }

  async function show(id: string, user: SignedIn) {
    const held = await getHeld(id, user);
    await note(id, user, 'conversation');
    const rows = await db.case.findMany({
      where: { AND: [{ id: { in: held.caseIds } }, visibleCases(user)] },
      include: summaryInclude,
      orderBy: { filedAt: 'desc' },
    });
    const cases = rows.map((row) => presentSummary(row, user, now()));
    return { ...presentConversation(held, user, now()), cases };
  }

  return [
    endpoint({
      method: 'get',
      path: '/takeovers',
      summary: '等人工的市民和正在进行的人工会话，等得最久的在前',
      access: talkers,
      answers: { status: 200, description: '会话，以及现在是不是座席在线时间' },
      async handle({ user, response }) {
        const items = (await listTakeovers(db)).map((each) => presentOpen(each, user, now()));
        response.json({ items, officeHours: isOfficeHours(now()) });
      },
    }),
    endpoint({
      method: 'post',
      path: '/takeovers/{id}/take',
      summary: '接入会话：从此机器人不再说话',
      access: talkers,
      params,
      answers: { status: 200, description: '会话内容；别人已经接入时是 409' },
      async handle({ params: { id }, user, response }) {
        await nudge(await takeConversation(db, id, user.id, now()));
        response.set('Cache-Control', 'no-store').json(await show(id, user));
      },
    }),
    endpoint({
      method: 'get',
      path: '/takeovers/{id}',
      summary: '自己接入的会话：消息、草稿和这位市民的工单（会记录）',
      access: talkers,
      params,
      answers: { status: 200, description: '会话内容' },
      async handle({ params: { id }, user, response }) {
        response.set('Cache-Control', 'no-store').json(await show(id, user));
      },
    }),
    endpoint({
      method: 'post',
      path: '/takeovers/{id}/renew',
      summary: '还在接待：续期，停止续期三分钟后机器人接着说',
      access: talkers,
      params,
      answers: { status: 204, description: '已续期' },
      async handle({ params: { id }, user, response }) {
        await db.$transaction((tx) => requireHeld(tx, id, user.id, now()));
        response.status(204).end();
      },
    }),
    endpoint({
      method: 'post',
      path: '/takeovers/{id}/messages',
      summary: '对市民说一句话',
      access: talkers,
      params,
      body: z.object({ text: z.string().trim().min(1, '请输入要说的话').max(1000, '一次最多说1000字') }),
      headers: { 'Idempotency-Key': '重复提交时给同一个值，只说一次' },
      answers: { status: 202, description: '已经写下，马上发出' },
      async handle({ params: { id }, body, user, request, response }) {
        const owed = await db.$transaction(async (tx) =>
          (await claimKey(tx, user.id, request, now()))
            ? sayAsPerson(tx, id, user.id, body.text, now())
            : null,
        );
        await nudge(owed);
        response.status(202).json({ messageId: owed?.messageId ?? null });
      },
    }),
    endpoint({
      method: 'post',
      path: '/takeovers/{id}/reveal',
      summary: '查看草稿里的姓名和电话（会记录）',
      access: talkers,
      params,
      answers: { status: 200, description: '联系方式' },
      async handle({ params: { id }, user, response }) {
        const { name, phone } = readDraftSeen((await getHeld(id, user)).draft);
        await note(id, user, 'contact');
        response.set('Cache-Control', 'no-store').json({ contact: { name, phone } });
      },
    }),
    endpoint({
      method: 'post',
      path: '/takeovers/{id}/complaint',
      summary: '把这次会话说的事登记成工单；没有填的联系方式用草稿里的',
      access: talkers,
      params,
      body: written,
      headers: { 'Idempotency-Key': '重复提交时给同一个值，只登记一次' },
      answers: {
        status: 201,
        description: '登记好的工单号',
        shape: z.object({ number: z.string().nullable() }),
      },
      async handle({ params: { id }, body, user, request, response }) {
        const draft = readDraftSeen((await getHeld(id, user)).draft);
        const contact = body.anonymous
          ? { name: null, phone: null }
          : { name: body.name || draft.name, phone: body.phone || draft.phone };
        const filed = await db.$transaction(async (tx) =>
          (await claimKey(tx, user.id, request, now()))
            ? fileAsPerson(tx, id, user.id, { ...body, ...contact }, draft, now())
            : null,
        );
        await nudge(filed?.owed ?? null);
        if (filed) await queues.nudge('classify', { caseId: filed.caseId });
        response.status(201).json({ number: filed?.number ?? null });
      },
    }),
    endpoint({
      method: 'post',
      path: '/takeovers/{id}/hand-back',
      summary: '交还机器人',
      access: talkers,
      params,
      answers: { status: 204, description: '机器人接着说' },
      async handle({ params: { id }, user, response }) {
        await nudge(await handBack(db, id, user.id, now()));
        response.status(204).end();
      },
    }),
  ];
}
