import { request as send } from 'node:http';
import type { RequestHandler } from 'express';
import { MinqingError } from '../core/errors.ts';

const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'cookie', 'host'];

/**
 * Passes requests on to the bot's own port, streams and all, so that one address serves everything. Cookies
 * of the console stay here.
 */
export function passToBot(botUrl: string): RequestHandler {
  return (request, response, next) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !hopByHop.includes(name)),
    );
    const onward = send(new URL(request.originalUrl, botUrl), { method: request.method, headers });
    onward.on('response', (answer) => {
      const kept = Object.entries(answer.headers).filter(([name]) => !hopByHop.includes(name));
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    });
    onward.on('error', (cause) => {
      if (response.headersSent) response.destroy();
      else next(new MinqingError('unavailable', '聊天服务正在启动,请稍后再试', { cause }));
    });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  };
}
