import type { ModelChange, ModelVersion, Prisma, PrismaClient } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';

/** What a trained model is to the city. `broken`: a process could not load it. */
export type ModelRole = 'candidate' | 'shadow' | 'in_service' | 'retired' | 'broken';

/** Names the model that comes with the program; it is in service where no trained one is. */
export const shippedVersion = 'shipped';

/** PostgreSQL notification channel: another model is to serve, or to run in shadow. */
export const modelChannel = 'minqing_models';

const shape = /^[a-z][a-z0-9-]{0,39}@[a-f0-9]{6,64}$/;

/** Whether a text can name a trained model, and therefore a folder below MODELS_DIR. */
export function isModelVersion(text: string): boolean {
  return shape.test(text);
}

/** Which trained models are to serve and to run in shadow; null: the shipped one, none. */
export async function findWanted(
  db: PrismaClient | Transaction,
): Promise<{ inService: string | null; shadow: string | null }> {
  const rows = await db.modelVersion.findMany({
    where: { role: { in: ['in_service', 'shadow'] } },
    select: { version: true, role: true },
  });
  const of = (role: ModelRole) => rows.find((row) => row.role === role)?.version ?? null;
  return { inService: of('in_service'), shadow: of('shadow') };
}

export interface TrainedModel {
  version: string;
  examples: number;
  reviews: number;
  /** The comparison with the model in service, as JSON. */
  evaluation: Prisma.InputJsonObject;
}

/** Enters a model that lies in its folder as a candidate; one that is known keeps its role, with the new figures. */
export async function registerModel(
  db: PrismaClient,
  trained: TrainedModel,
  by: string,
  now: Date,
): Promise<ModelVersion> {
  return db.$transaction(async (tx) => {
    const row = { ...trained, trainedAt: now, problem: null };
    const known = await tx.modelVersion.findUnique({ where: { version: trained.version } });
    const role = known && known.role !== 'broken' ? known.role : 'candidate';
    const stored = await tx.modelVersion.upsert({
      where: { version: trained.version },
      create: { ...row, role },
      update: { ...row, role },
    });
    await tx.modelChange.create({ data: { what: 'trained', version: trained.version, by, at: now } });
    return stored;
  });
}

export function listModelVersions(db: PrismaClient): Promise<ModelVersion[]> {
  return db.modelVersion.findMany({ orderBy: { trainedAt: 'desc' } });
}

export function listModelChanges(db: PrismaClient, most = 50): Promise<ModelChange[]> {
  return db.modelChange.findMany({ orderBy: { id: 'desc' }, take: most });
}
