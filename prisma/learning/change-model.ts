import { MinqingError } from '../../core/errors.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { findWanted, modelChannel, shippedVersion } from './model-versions.ts';

/** Who changes the model in service, and when. */
export interface ModelAct {
  /** Name of the account, or `figures` where the comparison on held-out reviews decided. */
  by: string;
  note?: string | undefined;
  now: Date;
}

const modelLock = 'models in service';

/** One change at a time, announced to every triage process when it commits. */
function change<T>(db: PrismaClient, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${modelLock}, 0))`;
    const done = await work(tx);
    await tx.$executeRaw`SELECT pg_notify(${modelChannel}, '')`;
    return done;
  });
}

/** Puts a version (or the shipped model) in service; what served before stays as the way back. */
async function putInService(
  tx: Transaction,
  version: string,
  what: 'promoted' | 'rolled_back' | 'load_failed',
  { by, note, now }: ModelAct,
): Promise<void> {
  const { inService: previous } = await findWanted(tx);
  if (previous !== null)
    await tx.modelVersion.update({ where: { version: previous }, data: { role: 'retired' } });
  if (version !== shippedVersion) {
    const data = { role: 'in_service', promotedAt: now, promotedBy: by, problem: null };
    await tx.modelVersion.update({ where: { version }, data });
  }
  await tx.modelChange.create({ data: { what, version, previous, by, note: note ?? null, at: now } });
}

/** The version that served before this one was promoted; null where it never was. */
async function findWayBack(tx: Transaction, version: string): Promise<string | null> {
  const promoted = await tx.modelChange.findFirst({
    where: { what: 'promoted', version },
    orderBy: { id: 'desc' },
  });
  return promoted && (promoted.previous ?? shippedVersion);
}

async function requireVersion(tx: Transaction, version: string): Promise<string> {
  const row = await tx.modelVersion.findUnique({ where: { version } });
  if (!row) throw new MinqingError('not_found', `没有模型版本“${version.slice(0, 80)}”`);
  return row.role;
}

/**
 * Puts a version in service; every triage process takes it over without a restart, or puts the one before back when
 * it cannot load it.
 * @throws MinqingError `not_found`, or `conflict` for one that serves already or is known to be broken
 */
export async function promoteModel(db: PrismaClient, version: string, act: ModelAct): Promise<void> {
  await change(db, async (tx) => {
    const { inService } = await findWanted(tx);
    if (version === (inService ?? shippedVersion))
      throw new MinqingError('conflict', `模型 ${version} 正在使用`);
    if (version !== shippedVersion && (await requireVersion(tx, version)) === 'broken')
      throw new MinqingError('conflict', `模型 ${version} 无法装入，请重新训练`);
    await putInService(tx, version, 'promoted', act);
  });
}

/**
 * Puts back what served before the version in service. `check` may still refuse it by throwing.
 * @returns the version that serves now
 * @throws MinqingError `conflict` where the shipped model serves from the start, or the version before is broken
 */
export function rollBackModel(
  db: PrismaClient,
  act: ModelAct,
  check: (version: string) => void = () => {},
): Promise<string> {
  return change(db, async (tx) => {
    const { inService } = await findWanted(tx);
    const version = await findWayBack(tx, inService ?? shippedVersion);
    if (version === null) throw new MinqingError('conflict', '正在使用随程序提供的模型，没有可以退回的版本');
    if (version !== shippedVersion && (await requireVersion(tx, version)) === 'broken')
      throw new MinqingError('conflict', `上一个版本 ${version} 无法装入，请改用 promote 指定版本`);
    check(version);
    await putInService(tx, version, 'rolled_back', act);
    return version;
  });
}

/** Lets a version predict beside the one in service; null ends it. */
export async function shadowModel(db: PrismaClient, version: string | null, act: ModelAct): Promise<void> {
  await change(db, async (tx) => {
    const { shadow } = await findWanted(tx);
    if (version === shadow) return;
    if (version !== null) {
      const role = await requireVersion(tx, version);
      if (role === 'in_service' || role === 'broken')
        throw new MinqingError('conflict', `模型 ${version} ${role === 'broken' ? '无法装入' : '正在使用'}`);
    }
    if (shadow !== null)
      await tx.modelVersion.update({ where: { version: shadow }, data: { role: 'candidate' } });
    if (version !== null) await tx.modelVersion.update({ where: { version }, data: { role: 'shadow' } });
    const what = version === null ? 'unshadow' : 'shadow';
    const data = { what, version: version ?? shadow!, by: act.by, note: act.note ?? null, at: act.now };
    await tx.modelChange.create({ data });
  });
}

/**
 * A process could not load a version: it is marked as broken, and where it was to serve, the one before it is put
 * back. Nothing happens where that was done already.
 */
export async function rejectModel(
  db: PrismaClient,
  version: string,
  problem: string,
  now: Date,
): Promise<void> {
  await change(db, async (tx) => {
    const wanted = await findWanted(tx);
    if (wanted.inService !== version && wanted.shadow !== version) return;
    if (wanted.inService === version) {
      const before = (await findWayBack(tx, version)) ?? shippedVersion;
      const sound =
        before === shippedVersion || (await requireVersion(tx, before)) !== 'broken'
          ? before
          : shippedVersion;
      await putInService(tx, sound, 'load_failed', { by: 'triage', note: `${version}：${problem}`, now });
    } else {
      const data = { what: 'load_failed', version, by: 'triage', note: problem, at: now };
      await tx.modelChange.create({ data });
    }
    await tx.modelVersion.update({ where: { version }, data: { role: 'broken', problem } });
  });
}
