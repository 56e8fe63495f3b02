import type { ErrorRequestHandler, Response } from 'express';
import { type ErrorCode, MinqingError } from '../errors.ts';
import type { Logger } from '../logger.ts';

/** How HTTP says each error; all else is a bug and says nothing of itself. */
const statuses: Record<ErrorCode, { status: number; title: string }> = {
  invalid: { status: 400, title: '请求有误' },
  unauthenticated: { status: 401, title: '请先登录' },
  forbidden: { status: 403, title: '没有权限' },
  not_found: { status: 404, title: '没有找到' },
  conflict: { status: 409, title: '与现状冲突' },
  rate_limited: { status: 429, title: '操作太频繁' },
  unavailable: { status: 503, title: '服务暂时不可用' },
};

export interface Problem {
  status: number;
  title: string;
  code: string;
  detail?: string | undefined;
  /** Field by field, where a request was invalid. */
  errors?: Record<string, string> | undefined;
}

/** Answers with problem details after RFC 9457. */
export function sendProblem(response: Response, problem: Problem): void {
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: `urn:minqing:problem:${problem.code}`, ...problem }));
}

/** What express and its body parsers throw: `status` and `type` are theirs. */
function problemOfParser(error: unknown): Problem | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null;
  if (error.status === 413)
    return { status: 413, title: '内容太大', code: 'too_large', detail: '请求内容太大' };
  if ('type' in error && error.type === 'entity.parse.failed')
    return { status: 400, title: '请求有误', code: 'invalid', detail: '请求内容不是正确的 JSON' };
  if (error.status >= 400 && error.status < 500)
    return { status: error.status, title: '请求有误', code: 'invalid', detail: '请求的格式无法识别' };
  return null;
}

/** The last middleware: every error becomes problem details, without a stack trace. */
export function handleErrors(logger: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof PreconditionError) return sendProblem(response, error.problem);
    if (error instanceof MinqingError) {
      const { status, title } = statuses[error.code];
      if (status >= 500) logger.error({ err: error, path: request.path }, 'unavailable');
      return sendProblem(response, {
        status,
        title,
        code: error.code,
        detail: error.message,
        errors: error.detail,
      });
    }
    const problem = problemOfParser(error);
    if (problem) return sendProblem(response, problem);
    logger.error({ err: error, method: request.method, path: request.path }, 'unexpected error');
    sendProblem(response, { status: 500, title: '系统出错了', code: 'internal', detail: '请稍后再试' });
  };
}

/** HTTP's own refusals around `If-Match`, which no other edge knows. */
export class PreconditionError extends Error {
  readonly problem: Problem;

  constructor(status: 412 | 428, detail: string) {
    super(detail);
    const title = status === 412 ? '内容已被更新' : '缺少版本';
    this.problem = { status, title, code: status === 412 ? 'stale' : 'precondition_required', detail };
  }
}
