import { readConfig } from '../core/config.ts';
import { createLogger } from '../core/logger.ts';
import { createQueues } from '../core/queue/queues.ts';
import { runMain } from '../core/run-main.ts';
import { onStop } from '../core/stop.ts';
import { repeatSweep } from '../core/sweep.ts';
import { listUntriaged } from '../prisma/cases/list-untriaged.ts';
import { openDatabase } from '../prisma/client.ts';
import { loadDirectory } from '../prisma/load-directory.ts';
import { createCaseClassifier } from './classify-case.ts';
import { modelName } from './model/model.ts';
import { propose } from './propose.ts';
import { loadShippedModel } from './shipped.ts';

/** A case younger than this has its own nudge under way. */
const patienceMs = 5_000;

/** `npm run triage`: turns cases into proposals, any number of these beside each other. */
await runMain(async () => {
  const config = readConfig('triage', process.env);
  const logger = createLogger('triage', config.logLevel);
  const now = () => new Date();
  const database = openDatabase(config.databaseUrl, { poolSize: config.triageConcurrency + 2 });
  const db = database.prisma;
  const queues = createQueues(config, logger);
  const model = loadShippedModel();
  const directory = await loadDirectory(db);
  const classify = createCaseClassifier({
    db,
    directory,
    propose: (known, { text, sceneId, location }) => propose(model, known, { text, sceneId, location }),
    modelName: modelName(model),
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
  logger.info({ model: modelName(model) }, 'triage is working');

  onStop(async () => {
    await sweep.close();
    await worker.close();
    await queues.close();
    await database.close();
  }, logger);
});
