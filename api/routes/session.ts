import { z } from 'zod';
import type { PrismaClient } from '../../prisma/client.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { Sessions } from '../http/sessions.ts';
import type { SignedIn } from '../policy.ts';

const userShape = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string(),
  roles: z.array(z.string()),
  department: z.object({ code: z.string(), name: z.string() }).nullable(),
});

/** Signing in and out, and who I am. `left` hears of who signs out, for what they leave behind. */
export function sessionEndpoints(
  db: PrismaClient,
  sessions: Sessions,
  left: (userId: string) => Promise<void>,
): Endpoint[] {
  const present = async ({ departmentCode, ...user }: SignedIn) => {
    const department = departmentCode
      ? await db.department.findUnique({
          where: { code: departmentCode },
          select: { code: true, name: true },
        })
      : null;
    return { user: { ...user, department } };
  };
  return [
    endpoint({
      method: 'post',
      path: '/session',
      summary: '登录',
      access: 'public',
      body: z.object({ name: z.string().min(1).max(64), password: z.string().min(1).max(200) }),
      answers: { status: 200, description: '已登录', shape: z.object({ user: userShape }) },
      async handle({ body, response }) {
        response.json(await present(await sessions.signIn(response, body.name, body.password)));
      },
    }),
    endpoint({
      method: 'get',
      path: '/session',
      summary: '当前用户',
      access: 'signed-in',
      answers: { status: 200, description: '当前用户', shape: z.object({ user: userShape }) },
      async handle({ user, response }) {
        response.json(await present(user));
      },
    }),
    endpoint({
      method: 'delete',
      path: '/session',
      summary: '退出',
      access: 'public',
      answers: { status: 204, description: '已退出' },
      async handle({ request, response }) {
        const user = await sessions.findUser(request);
        await sessions.signOut(request, response);
        if (user) await left(user.id);
        response.status(204).end();
      },
    }),
  ];
}
