import { readConfig } from '../core/config.ts';
import type { Directory } from '../core/directory.ts';
import { createLogger } from '../core/logger.ts';
import { createQueues } from '../core/queue/queues.ts';
import { runMain } from '../core/run-main.ts';
import { onStop } from '../core/stop.ts';
import { repeatSweep } from '../core/sweep.ts';
import { listUntriaged } from '../prisma/cases/list-untriaged.ts';
import { openDatabase } from '../prisma/client.ts';
import { modelChannel } from '../prisma/learning/model-versions.ts';
import { listen } from '../prisma/listen.ts';
import { loadDirectory } from '../prisma/load-directory.ts';
import { createCaseClassifier } from './classify-case.ts';
import { createUnreviewedDispatch } from './dispatch-unreviewed.ts';
import { createShadow } from './learning/predict-in-shadow.ts';
import { openServingModels } from './learning/serving-models.ts';
import { unknownShare } from './learning/unknown-share.ts';
import { loadHistory } from './load-history.ts';
import { type Model, modelName } from './model/model.ts';
import { propose } from './propose.ts';
import type { Reading } from './read-complaint.ts';
import { loadShippedModel } from './shipped.ts';
import { openSimilar } from './similar/open-similar.ts';

/** A case younger than this has its own nudge under way. */
const patienceMs = 5_000;
/** How often the reviewers' corrections are read again. */
const historySeconds = 600;

/** `npm run triage`: turns cases into proposals, any number of these beside each other. */
await runMain(async () => {
  const config = readConfig('triage', process.env);
  const logger = createLogger('triage', config.logLevel);
  const now = () => new Date();
  const database = openDatabase(config.databaseUrl, { poolSize: config.triageConcurrency + 4 });
  const db = database.prisma;
  const queues = createQueues(config, logger);
  const directory = await loadDirectory(db);
  let history = await loadHistory(db, directory);
  const { modelsDir } = config;
  const models = await openServingModels({
    db,
    directory,
    modelsDir,
    loadShipped: loadShippedModel,
    logger,
    now,
  });
  const lookAtModels = () => {
    models
      .refresh()
      .catch((error: unknown) => logger.warn({ err: error }, 'cannot look for models; the next sweep does'));
  };
  const changes = await listen(config.databaseUrl, modelChannel, lookAtModels, logger, lookAtModels);
  const read = (model: Model, known: Directory, reading: Reading) => propose(model, known, reading, history);
  const predictInShadow = createShadow({
    db,
    directory,
    shadow: models.shadow,
    propose: read,
    logger,
    now,
  });
  const dispatchUnreviewed = createUnreviewedDispatch({
    db,
    queues,
    reviewShare: config.automationReviewShare,
    logger,
    now,
  });
  const similar = await openSimilar({ database, databaseUrl: config.databaseUrl, directory, logger, now });
  const classify = createCaseClassifier({
    db,
    directory,
    propose: (known, reading) => read(models.serving(), known, reading),
    findSimilar: similar.find,
    modelName: () => modelName(models.serving()),
    queues,
    unknownShare: (text) => unknownShare(models.serving(), text),
    async afterwards(reading, { tellApart, matters }) {
      // What is still asked, or should be split, is no case to dispatch without a look.
      if (!tellApart && matters.length === 0) await dispatchUnreviewed(reading.caseId);
      await predictInShadow(reading);
    },
    logger,
    now,
  });
  const worker = queues.work('classify', ({ caseId }) => classify(caseId), {
    concurrency: config.triageConcurrency,
  });
  const sweep = repeatSweep(
    'untriaged cases',
    config.sweepSeconds,
    async () => {
      const before = new Date(now().getTime() - patienceMs);
      for (const caseId of await listUntriaged(db, before)) await queues.nudge('classify', { caseId });
    },
    logger,
  );
  const learn = repeatSweep(
    'reviewed cases',
    historySeconds,
    async () => {
      history = await loadHistory(db, directory);
    },
    logger,
  );
  const modelSweep = repeatSweep('models', config.sweepSeconds, models.refresh, logger);
  const similarSweep = repeatSweep('similar cases', config.sweepSeconds, similar.sweep, logger);
  logger.info({ model: modelName(models.serving()) }, 'triage is working');

  onStop(async () => {
    await similar.close();
    await similarSweep.close();
    await changes.close();
    await modelSweep.close();
    await sweep.close();
    await learn.close();
    await worker.close();
    await queues.close();
    await database.close();
  }, logger);
});
