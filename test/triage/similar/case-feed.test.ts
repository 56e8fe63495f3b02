import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../../core/logger.ts';
import { type Database, openDatabase } from '../../../prisma/client.ts';
import { loadDirectory } from '../../../prisma/load-directory.ts';
import { readComplaint } from '../../../triage/read-complaint.ts';
import { openSimilar, type Similar } from '../../../triage/similar/open-similar.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { act, fileCase } from '../../support/reviewed-cases.ts';
import { until } from '../../support/until.ts';

const pit = '沙市区北京路万达广场门口路面塌了一个大坑，车子过去颠得很，晚上看不清';
const samePit = '北京路万达广场门口路面有个大坑，我骑电动车差点摔了';
const now = new Date('2026-11-25T10:00:00+08:00');

describe('the index follows the database', () => {
  let test1: TestDatabase;
  let database: Database;
  let similar: Similar;
  let earlier: string;

  beforeAll(async () => {
    test1 = await createTestDatabase('city');
    database = openDatabase(test1.url, { poolSize: 4 });
    earlier = (await fileCase(database.prisma, pit, null, new Date(now.getTime() - 5 * 86_400_000))).id;
    await fileCase(database.prisma, pit, null, new Date(now.getTime() - 100 * 86_400_000));
    similar = await openSimilar({
      database,
      databaseUrl: test1.url,
      directory: await loadDirectory(database.prisma),
      logger: createLogger('test', 'fatal'),
      now: () => now,
    });
    await similar.filled;
  }, 90_000);
  afterAll(async () => {
    await similar?.close();
    await database?.close();
    await test1?.close();
  });

  const findFor = async (caseId: string) => similar.find((await readComplaint(database.prisma, caseId))!);

  test('cases that were there are found, those of more than 90 days ago are not', async () => {
    const asking = await fileCase(database.prisma, samePit, null, now);
    const found = await findFor(asking.id);
    expect(found.map(({ caseId }) => caseId)).toEqual([earlier]);
    expect(found[0]).toMatchObject({ why: { daysApart: 5, sameDistrict: true, sameCitizen: false } });
  });

  test('a new case is found as soon as it is announced, and no more once it is refused', async () => {
    const text = '松滋市新江口街道金松大道树枝挡住红绿灯';
    const first = await fileCase(database.prisma, text, null, now);
    const second = await fileCase(database.prisma, '金松大道路口的红绿灯被树叶子遮住看不到', null, now);
    await until('the first to be found', async () =>
      (await findFor(second.id)).some(({ caseId }) => caseId === first.id),
    );
    await act(database.prisma, 'reviewer', first.id, 'refuse', { reason: '重复登记' }, now);
    expect(await findFor(second.id)).toEqual([]);
  });

  test('what no notice told of is found by the sweep', async () => {
    const text = '监利市容城镇玉沙路的下水道堵了，污水冒到街上';
    const silent = await fileCase(database.prisma, text, null, now);
    await database.prisma
      .$executeRaw`UPDATE complaints SET text = text || '，臭气熏天' WHERE case_id = ${silent.id}::uuid`;
    await similar.sweep();
    const asking = await fileCase(database.prisma, '玉沙路臭水流了一街，下水道堵了几天没人管', null, now);
    expect((await findFor(asking.id)).map(({ caseId }) => caseId)).toContain(silent.id);
  });
});
