import type { Directory } from '../../core/directory.ts';
import { describeError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { rejectModel } from '../../prisma/learning/change-model.ts';
import { findWanted } from '../../prisma/learning/model-versions.ts';
import { type Model, modelName } from '../model/model.ts';
import { openVersion } from './model-folder.ts';

export interface ServingModels {
  /** Answers now. */
  serving(): Model;
  /** Predicts beside it, unseen; null where none does. */
  shadow(): Model | null;
  /** Looks which models are wanted and changes over to them, one look at a time. */
  refresh(): Promise<void>;
}

export interface ServingParts {
  db: PrismaClient;
  directory: Directory;
  modelsDir: string;
  /** The model that comes with the program; it may take its time, and is asked only where it has to serve. */
  loadShipped: () => Model;
  logger: Logger;
  now: () => Date;
}

/** More broken versions in a row than this are left to the next look. */
const mostRejections = 10;

/**
 * The models of this process. A wanted model is loaded before it takes over, between two cases; one that cannot be
 * loaded is reported and taken back, while the model in service goes on.
 */
export async function openServingModels(parts: ServingParts): Promise<ServingModels> {
  const { db, logger } = parts;
  let serving: { model: Model; version: string | null } | null = null;
  let shadow: { model: Model; version: string } | null = null;
  let last: Promise<void> = Promise.resolve();

  /** The version's model; null when it had to be rejected. */
  async function open(version: string): Promise<Model | null> {
    try {
      return openVersion(parts.modelsDir, version, parts.directory);
    } catch (error) {
      const problem = describeError(error);
      logger.error({ version, problem }, 'a model cannot be loaded; the one in service stays');
      await rejectModel(db, version, problem, parts.now());
      return null;
    }
  }

  async function look(): Promise<void> {
    for (let rejected = 0; rejected <= mostRejections; rejected++) {
      const wanted = await findWanted(db);
      if (!serving || serving.version !== wanted.inService) {
        const model = wanted.inService === null ? parts.loadShipped() : await open(wanted.inService);
        if (!model) continue;
        serving = { model, version: wanted.inService };
        logger.info({ model: modelName(model) }, 'model in service');
      }
      if (shadow && shadow.version !== wanted.shadow) shadow = null;
      if (wanted.shadow !== null && !shadow) {
        const model = await open(wanted.shadow);
        if (!model) continue;
        shadow = { model, version: wanted.shadow };
        logger.info({ model: modelName(model) }, 'model in shadow');
      }
      return;
    }
    serving ??= { model: parts.loadShipped(), version: null };
  }

  const refresh = () => {
    last = last.catch(() => {}).then(look);
    return last;
  };
  await refresh();
  return { serving: () => serving!.model, shadow: () => shadow?.model ?? null, refresh };
}
