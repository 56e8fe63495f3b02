import { openDatabase } from '../../prisma/client.ts';
import { startServices } from '../support/services.ts';
import { until } from '../support/until.ts';
import { openPhone } from './phone.ts';
import { quantile } from './quantile.ts';

export interface LineFigures {
  complaints: number;
  /** From the first message to the last proposal. */
  complaintsPerSecond: number;
  /** From sending a message to hearing its answer. */
  replyMedianMs: number;
  replyP99Ms: number;
}

const matters = [
  '路灯坏了三天了',
  '井盖从昨天起就破了',
  '垃圾堆了一个星期',
  '这三天半夜都在施工',
  '自来水从昨天起发黄有味道',
];

/** `people` citizens, `atOnce` at a time, tell their complaint to the three real services and confirm it. */
export async function measureLine(settings: {
  databaseUrl: string;
  redisUrl: string | undefined;
  people: number;
  atOnce: number;
}): Promise<LineFigures> {
  const redisUrl = settings.redisUrl && `${settings.redisUrl.replace(/\/\d*$/, '')}/9`;
  const services = await startServices(settings.databaseUrl, redisUrl);
  const { prisma, close } = openDatabase(settings.databaseUrl, { poolSize: 2 });
  const replies: number[] = [];

  async function tell(at: number): Promise<void> {
    const phone = await openPhone(services.apiUrl, `市民${at}`);
    const words = [`沙市区江津路第${at}个路口，${matters[at % matters.length]}`, '不留', '对'];
    for (const text of words) replies.push(await phone.say(text));
    phone.hangUp();
  }
  const proposalsReach = (count: number) =>
    until(`${count} proposals`, async () => (await prisma.proposal.count()) >= count, 300_000);

  try {
    // One person first: what is loaded once is loaded.
    await tell(0);
    await proposalsReach(1);
    replies.length = 0;
    const began = performance.now();
    const lanes = Array.from({ length: settings.atOnce }, async (_, lane) => {
      for (let at = 1 + lane; at <= settings.people; at += settings.atOnce) await tell(at);
    });
    await Promise.all(lanes);
    await proposalsReach(settings.people + 1);
    const seconds = (performance.now() - began) / 1_000;
    return {
      complaints: settings.people,
      complaintsPerSecond: settings.people / seconds,
      replyMedianMs: quantile(replies, 0.5),
      replyP99Ms: quantile(replies, 0.99),
    };
  } finally {
    await close();
    await services.close();
  }
}
