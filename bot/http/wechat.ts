import { type ErrorRequestHandler, Router, raw } from 'express';
import type { Logger } from '../../core/logger.ts';

/** The part of the official account that WeChat's requests reach. */
export interface WechatCallback {
  handleCallback(request: { method: string; query: URLSearchParams; body: Uint8Array }): Promise<{
    status: number;
    contentType: string;
    body: string;
    written(ok: boolean): void;
    refused?: string;
  }>;
}

/** `GET|POST /wechat`. A refusal says nothing but its status; the log has the reason. */
export function wechatRoutes(callback: WechatCallback, logger: Logger): Router {
  const router = Router();
  // The body is signed as it came: it must arrive unchanged, whatever it says it is.
  router.use(raw({ type: () => true, limit: '128kb', inflate: false }));
  router.all('/', async (request, response) => {
    const { searchParams } = new URL(request.originalUrl, 'http://callback');
    const body = Buffer.isBuffer(request.body) ? request.body : new Uint8Array();
    const answer = await callback.handleCallback({ method: request.method, query: searchParams, body });
    if (answer.refused) logger.warn({ reason: answer.refused, status: answer.status }, 'refused a callback');
    response.on('finish', () => answer.written(true));
    response.on('close', () => answer.written(false));
    if (response.destroyed) answer.written(false);
    response
      .status(answer.status)
      .set({ 'Content-Type': answer.contentType, 'X-Content-Type-Options': 'nosniff' })
      .send(answer.body);
  });
  // A body that is too large, compressed or broken off never reaches the callback.
  const refuse: ErrorRequestHandler = (
    error: { status?: number; message?: string },
    _request,
    response,
    next,
  ) => {
    const { status = 500, message: reason } = error;
    if (status >= 500) return next(error);
    logger.warn({ reason, status }, 'refused a callback');
    response.status(status).type('text/plain').send('');
  };
  router.use(refuse);
  return router;
}
