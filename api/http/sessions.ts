import { createHash, randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { MinqingError } from '../../core/errors.ts';
import { hashPassword, verifyPassword } from '../../core/password.ts';
import type { Role } from '../../core/words.ts';
import type { PrismaClient, User } from '../../prisma/client.ts';
import type { SignedIn } from '../policy.ts';

const cookieName = 'minqing_session';
const tokenHashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const attemptsBeforeLock = 8;
const lockMs = 10 * 60_000;

export interface SessionSettings {
  sessionHours: number;
  cookieSecure: boolean;
}

/** Signing in and out, and who a request comes from. The cookie's token is stored as its hash only. */
export function createSessions(
  db: PrismaClient,
  { sessionHours, cookieSecure }: SessionSettings,
  now: () => Date,
) {
  // An unknown name takes as long as a wrong password.
  const nobody = hashPassword(randomBytes(12).toString('hex'));

  async function countFailure(user: User): Promise<void> {
    const failedSignIns = user.failedSignIns + 1;
    const lockedUntil = failedSignIns % attemptsBeforeLock === 0 ? new Date(now().getTime() + lockMs) : null;
    await db.user.update({ where: { id: user.id }, data: { failedSignIns, lockedUntil } });
  }

  function setCookie(response: Response, value: string, maxAge: number): void {
    const cookie = { name: cookieName, value, maxAge, path: '/', httpOnly: true, sameSite: 'lax' as const };
    response.append('Set-Cookie', stringifySetCookie({ ...cookie, secure: cookieSecure }));
  }

  const tokenOf = (request: Request) => parseCookie(request.headers.cookie ?? '')[cookieName];

  return {
    /** @throws MinqingError `unauthenticated`, `rate_limited` */
    async signIn(response: Response, name: string, password: string): Promise<SignedIn> {
      const user = await db.user.findUnique({ where: { name } });
      if (user?.lockedUntil && user.lockedUntil > now())
        throw new MinqingError('rate_limited', '口令错误次数太多，请十分钟后再试');
      const right = await verifyPassword(password, user?.passwordHash ?? (await nobody));
      if (!user?.active || !right) {
        if (user) await countFailure(user);
        throw new MinqingError('unauthenticated', '用户名或口令不对');
      }
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now().getTime() + sessionHours * 3_600_000);
      await db.$transaction([
        db.session.create({
          data: { tokenHash: tokenHashOf(token), userId: user.id, expiresAt, createdAt: now() },
        }),
        db.session.deleteMany({ where: { expiresAt: { lte: now() } } }),
        db.user.update({ where: { id: user.id }, data: { failedSignIns: 0, lockedUntil: null } }),
      ]);
      setCookie(response, token, sessionHours * 3600);
      return signedIn(user);
    },

    async signOut(request: Request, response: Response): Promise<void> {
      const token = tokenOf(request);
      if (token) await db.session.deleteMany({ where: { tokenHash: tokenHashOf(token) } });
      setCookie(response, '', 0);
    },

    /** The user of the request's session, null without a live one. */
    async findUser(request: Request): Promise<SignedIn | null> {
      const token = tokenOf(request);
      if (!token) return null;
      const session = await db.session.findUnique({
        where: { tokenHash: tokenHashOf(token) },
        include: { user: true },
      });
      if (!session || session.expiresAt <= now() || !session.user.active) return null;
      return signedIn(session.user);
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;

function signedIn({ id, name, displayName, roles, departmentCode }: User): SignedIn {
  return { id, name, displayName, roles: roles as Role[], departmentCode };
}
