import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, Router } from 'express';
import helmet from 'helmet';
import { MinqingError } from '../core/errors.ts';
import type { FileStore } from '../core/files/file-store.ts';
import { handleErrors } from '../core/http/problem.ts';
import type { Logger } from '../core/logger.ts';
import type { Queues } from '../core/queue/queues.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { leaveConversations } from '../prisma/takeovers/end.ts';
import { createAutomationCheck } from './check-automation.ts';
import { type Endpoint, endpoint } from './http/endpoint.ts';
import { healthRoutes } from './http/health.ts';
import { describeApi } from './http/openapi.ts';
import { serveEndpoints } from './http/serve.ts';
import { createSessions } from './http/sessions.ts';
import type { Live } from './live.ts';
import { createDirectoryCache } from './names.ts';
import { passToBot } from './proxy.ts';
import { createCaseReader } from './read-case.ts';
import { actEndpoints } from './routes/acts.ts';
import { attachmentEndpoints } from './routes/attachments.ts';
import { automationEndpoints } from './routes/automation.ts';
import { caseEndpoints } from './routes/cases.ts';
import { directoryEndpoints } from './routes/directory.ts';
import { hotSpotEndpoints } from './routes/hot-spots.ts';
import { modelEndpoints } from './routes/models.ts';
import { qualityEndpoints } from './routes/quality.ts';
import { reviewEndpoints } from './routes/review.ts';
import { sceneEndpoints } from './routes/scenes.ts';
import { sessionEndpoints } from './routes/session.ts';
import { similarEndpoints } from './routes/similar.ts';
import { takeoverEndpoints } from './routes/takeovers.ts';
import { undeliveredEndpoints } from './routes/undelivered.ts';

export interface AppParts {
  db: PrismaClient;
  queues: Pick<Queues, 'nudge' | 'ping'>;
  live: Live;
  /** Where what citizens sent is kept. */
  files: FileStore;
  logger: Logger;
  now: () => Date;
  settings: {
    botUrl: string;
    demo: boolean;
    sessionHours: number;
    cookieSecure: boolean;
    /** What reviews have to prove before dispatch without review may be allowed, 0…1. */
    automationBar: number;
    /** The built pages; where they are missing only the API is served. */
    pagesDir: string;
  };
}

const version = '0.1.0';

/** The whole HTTP surface, ready to listen. */
export function createApp({ db, queues, live, files, logger, now, settings }: AppParts): Express {
  const sessions = createSessions(db, settings, now);
  const cache = createDirectoryCache(db, now);
  const reader = createCaseReader(db, cache, now);
  const afterAct = createAutomationCheck(db, settings.automationBar, logger, now);
  const endpoints: Endpoint[] = [
    ...sessionEndpoints(db, sessions, async (userId) => {
      for (const owed of await leaveConversations(db, userId, now())) await queues.nudge('deliver', owed);
    }),
    ...directoryEndpoints(cache),
    ...caseEndpoints(db, reader, now),
    ...actEndpoints(db, queues, reader, afterAct, now),
    ...similarEndpoints(db, queues, now),
    ...hotSpotEndpoints(db, cache, now),
    ...reviewEndpoints(db, reader, now),
    ...attachmentEndpoints(db, files),
    ...undeliveredEndpoints(db, queues),
    ...qualityEndpoints(db, cache, now),
    ...modelEndpoints(db, now),
    ...automationEndpoints(db, cache, settings.automationBar, now),
    ...takeoverEndpoints(db, queues, now),
    ...sceneEndpoints(db, cache, now),
    endpoint({
      method: 'get',
      path: '/events',
      summary: '工单变化的实时通知(server-sent events)',
      access: 'signed-in',
      answers: { status: 200, description: 'event: case' },
      handle: ({ user, response }) => live.open(response, user),
    }),
  ];

  const app = express();
  app.disable('x-powered-by').set('etag', false);
  app.use(secureHeaders());
  app.use(healthRoutes(db, queues, now));
  app.use('/wechat', passToBot(settings.botUrl));
  if (settings.demo) app.use('/simulator/api', passToBot(settings.botUrl));
  app.get('/api/openapi.json', (_request, response) => {
    response.json(describeApi(endpoints, version));
  });
  const api = Router();
  api.use(express.json({ limit: '100kb' }));
  serveEndpoints(api, endpoints, sessions);
  app.use('/api/v1', api);
  servePages(app, settings.pagesDir, settings.demo);
  app.use((request) => {
    throw new MinqingError('not_found', `没有这个地址:${request.path.slice(0, 100)}`);
  });
  app.use(handleErrors(logger));
  return app;
}

function secureHeaders() {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        // Ant Design writes its styles into the page.
        'style-src': ["'self'", "'unsafe-inline'"],
        'frame-ancestors': ["'self'"],
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: false,
  });
}

/** The console at `/` and, in demonstration mode, the simulator at `/simulator`. */
function servePages(app: Express, pagesDir: string, demo: boolean): void {
  if (!existsSync(pagesDir)) return;
  app.use('/assets', express.static(join(pagesDir, 'assets'), { immutable: true, maxAge: '1y' }));
  app.use(express.static(pagesDir, { index: false, extensions: [] }));
  const send = (file: string) => (_request: express.Request, response: express.Response) => {
    response.set('Cache-Control', 'no-cache').sendFile(join(pagesDir, file));
  };
  if (demo) app.get('/simulator', send('simulator.html'));
  app.get(
    [
      '/',
      '/review',
      '/cases',
      '/cases/:number',
      '/desk',
      '/undelivered',
      '/hot-spots',
      '/hot-spots',
      '/quality',
      '/conversations',
      '/scenes',
      '/sign-in',
    ],
    send('index.html'),
  );
}
