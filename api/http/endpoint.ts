import type { Request, Response } from 'express';
import { type ZodType, z } from 'zod';
import { MinqingError } from '../../core/errors.ts';
import type { Role } from '../../core/words.ts';
import type { SignedIn } from '../policy.ts';

/** One operation of the API: Express and the OpenAPI document are both made from it. */
export interface Endpoint<P = unknown, Q = unknown, B = unknown> {
  method: 'get' | 'post' | 'delete';
  /** In OpenAPI's form, `/cases/{number}`. */
  path: string;
  summary: string;
  params?: ZodType<P>;
  query?: ZodType<Q>;
  body?: ZodType<B>;
  /** Status and shape of the answer, for the document. */
  answers: { status: number; description: string; shape?: ZodType };
  /** Further request headers, for the document. */
  headers?: Record<string, string>;
  /** `public`: no session; otherwise any signed-in user or one of the roles. */
  access: 'public' | 'signed-in' | readonly Role[];
  handle: (call: Call<P, Q, B>) => Promise<void> | void;
}

export interface Call<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  /** Present unless the endpoint is public. */
  user: SignedIn;
  request: Request;
  response: Response;
}

/** Keeps the inferred shapes of the parts together with the handler. */
export function endpoint<P, Q, B>(definition: Endpoint<P, Q, B>): Endpoint {
  return definition as unknown as Endpoint;
}

/** @throws MinqingError `invalid` naming each field */
export function parsePart<T>(schema: ZodType<T> | undefined, value: unknown): T {
  if (!schema) return undefined as T;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const detail = Object.fromEntries(
    parsed.error.issues.map(({ path, message }) => [path.join('.') || '.', message]),
  );
  throw new MinqingError('invalid', '请求内容有误，请检查标出的项目', { detail });
}

export const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.uuid().optional(),
});
