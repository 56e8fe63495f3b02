import type { RequestHandler, Router } from 'express';
import { MinqingError } from '../../core/errors.ts';
import type { SignedIn } from '../policy.ts';
import { type Endpoint, parsePart } from './endpoint.ts';
import type { Sessions } from './sessions.ts';

const writes = ['post', 'delete'];

/** A page elsewhere can send a form with the cookie, but not this header. */
const requireOwnPage: RequestHandler = (request, _response, next) => {
  if (request.get('X-Requested-With') !== 'minqing')
    throw new MinqingError('forbidden', '缺少请求头 X-Requested-With: minqing');
  next();
};

async function requireUser(endpoint: Endpoint, user: SignedIn | null): Promise<SignedIn> {
  if (!user) throw new MinqingError('unauthenticated', '请先登录');
  const { access } = endpoint;
  if (access !== 'public' && access !== 'signed-in' && !user.roles.some((role) => access.includes(role)))
    throw new MinqingError('forbidden', '您的岗位不能做这个操作');
  return user;
}

/** Puts the endpoints on the router: authenticate, authorise, parse, do. */
export function serveEndpoints(router: Router, endpoints: readonly Endpoint[], sessions: Sessions): void {
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/\{(\w+)\}/g, ':$1');
    const guards = writes.includes(endpoint.method) ? [requireOwnPage] : [];
    router[endpoint.method](path, ...guards, async (request, response) => {
      const found = endpoint.access === 'public' ? null : await sessions.findUser(request);
      const user = endpoint.access === 'public' ? (found as never) : await requireUser(endpoint, found);
      await endpoint.handle({
        params: parsePart(endpoint.params, request.params),
        query: parsePart(endpoint.query, request.query),
        body: parsePart(endpoint.body, request.body),
        user,
        request,
        response,
      });
    });
  }
}
