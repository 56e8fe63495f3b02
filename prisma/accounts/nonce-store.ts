import { createBatches } from '../../core/batches.ts';
import type { PrismaClient } from '../client.ts';
import { jsonRows } from '../json-rows.ts';

/** As the official account's puppet asks for it; repeated here because neither may import the other. */
interface Use {
  at: Date;
  body: string;
}

const together = 200;
/** Longer than a signed address is good for. */
const keptMs = 15 * 60_000;
const sweepEveryMs = 60_000;

/** The row is missing where another process writes the same key at this moment: it is seen at the next try. */
const use = `
  WITH asked AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS a(place int, key text, body text, at timestamptz)),
  added AS (
    INSERT INTO used_nonces (key, body, at) SELECT key, body, at FROM asked ORDER BY key, place
    ON CONFLICT DO NOTHING RETURNING key)
  SELECT a.place, n.body, n.at FROM asked a LEFT JOIN used_nonces n ON n.key = a.key
  WHERE n.key IS NOT NULL OR a.key IN (SELECT key FROM added)`;

type Row = { place: number; body: string | null; at: Date | null };
type Asked = Use & { key: string };

async function useAll(db: PrismaClient, asked: readonly Asked[]): Promise<readonly (Use | null)[]> {
  // Of several with one key in this batch the first counts; the others come after it.
  const first = new Map<string, Asked>();
  for (const one of asked) if (!first.has(one.key)) first.set(one.key, one);
  const before = new Map<string, Use | null>();
  let open = [...first.values()];
  while (open.length > 0) {
    const rows = await db.$queryRawUnsafe<Row[]>(
      use,
      jsonRows(open.map((one, place) => ({ ...one, place }))),
    );
    for (const { place, body, at } of rows)
      before.set(open[place]!.key, body === null ? null : { body, at: new Date(at!) });
    open = open.filter(({ key }) => !before.has(key));
  }
  return asked.map((one) => {
    const earliest = first.get(one.key)!;
    return before.get(one.key) ?? (earliest === one ? null : earliest);
  });
}

/** Which signed addresses of one account have been used, kept for all processes. */
export function createNonceStore(db: PrismaClient, account: string) {
  let sweptAt = 0;
  const batched = createBatches(async (asked: readonly Asked[]) => {
    const uses = await useAll(db, asked);
    const now = asked.at(-1)!.at.getTime();
    if (now - sweptAt > sweepEveryMs) {
      sweptAt = now;
      await db.usedNonce.deleteMany({ where: { at: { lt: new Date(now - keptMs) } } });
    }
    return uses;
  }, together);
  return {
    use: (key: string, first: Use): Promise<Use | null> => batched({ ...first, key: `${account}/${key}` }),
  };
}
