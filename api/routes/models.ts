import { z } from 'zod';
import { MinqingError } from '../../core/errors.ts';
import { mcnemarExact } from '../../core/figures/mcnemar.ts';
import { findServingModel } from '../../prisma/automation/measure-cell.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { promoteModel, rollBackModel, shadowModel } from '../../prisma/learning/change-model.ts';
import { compareShadow } from '../../prisma/learning/compare-shadow.ts';
import {
  findWanted,
  isModelVersion,
  listModelChanges,
  listModelVersions,
  shippedVersion,
} from '../../prisma/learning/model-versions.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { administrators, qualityReaders } from '../policy.ts';
import { presentModelChange, presentModelVersion } from '../present-quality.ts';

const params = z.object({
  version: z.string().refine((text) => text === shippedVersion || isModelVersion(text), '不是模型版本'),
});
const body = z.object({ note: z.string().trim().max(200).optional() }).optional();
const done = z.object({ version: z.string() });

/** Trained models: which serves, which runs in shadow, and how they compare. */
export function modelEndpoints(db: PrismaClient, now: () => Date): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/quality/models',
      summary: '分办模型的版本、旁路比较与更换记录',
      access: qualityReaders,
      answers: { status: 200, description: '各版本，最新的在前' },
      async handle({ response }) {
        const [versions, changes, wanted, serving] = await Promise.all([
          listModelVersions(db),
          listModelChanges(db),
          findWanted(db),
          findServingModel(db),
        ]);
        const shadow = wanted.shadow && (await compareShadow(db, wanted.shadow, new Date(0)));
        response.json({
          serving: wanted.inService ?? shippedVersion,
          servingModel: serving,
          shadow: shadow && {
            version: wanted.shadow,
            ...shadow,
            p: mcnemarExact(shadow.onlyShown, shadow.onlyShadow),
          },
          versions: versions.map(presentModelVersion),
          changes: changes.map(presentModelChange),
        });
      },
    }),
    endpoint({
      method: 'post',
      path: '/quality/models/{version}/promote',
      summary: '投入使用一个版本；正在运行的分办服务自行换用，装不进时自行退回',
      access: administrators,
      params,
      body,
      answers: { status: 202, description: '已经通知分办服务换用', shape: done },
      async handle({ params: { version }, body: given, user, response }) {
        await promoteModel(db, version, { by: user.name, note: given?.note, now: now() });
        response.status(202).json({ version });
      },
    }),
    endpoint({
      method: 'post',
      path: '/quality/models/{version}/shadow',
      summary: '让一个版本旁路运行',
      access: administrators,
      params,
      body,
      answers: { status: 202, description: '已经通知分办服务', shape: done },
      async handle({ params: { version }, body: given, user, response }) {
        if (version === shippedVersion) throw new MinqingError('invalid', '随程序提供的模型不能旁路运行');
        await shadowModel(db, version, { by: user.name, note: given?.note, now: now() });
        response.status(202).json({ version });
      },
    }),
    endpoint({
      method: 'delete',
      path: '/quality/models/shadow',
      summary: '结束旁路运行',
      access: administrators,
      answers: { status: 204, description: '已结束' },
      async handle({ user, response }) {
        await shadowModel(db, null, { by: user.name, now: now() });
        response.status(204).end();
      },
    }),
    endpoint({
      method: 'post',
      path: '/quality/models/rollback',
      summary: '退回上一个使用的版本',
      access: administrators,
      body,
      answers: { status: 202, description: '退回的版本', shape: done },
      async handle({ body: given, user, response }) {
        const version = await rollBackModel(db, { by: user.name, note: given?.note, now: now() });
        response.status(202).json({ version });
      },
    }),
  ];
}
