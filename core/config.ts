import { join } from 'node:path';
import { z } from 'zod';
import { MinqingError } from './errors.ts';
import { logLevels } from './logger.ts';

const url = (protocols: string[], example: string) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `应为 ${example} 这样的地址`,
  });
const whole = (min: number, max: number) => {
  const error = `应为 ${min} 到 ${max} 的整数`;
  return z
    .string()
    .regex(/^\d+$/, { error })
    .transform(Number)
    .pipe(z.number({ error }).min(min, { error }).max(max, { error }));
};
const share = (min: number, max: number) => {
  const error = `应为 ${min} 到 ${max} 的小数`;
  return z
    .string()
    .regex(/^\d(\.\d+)?$/, { error })
    .transform(Number)
    .pipe(z.number({ error }).min(min, { error }).max(max, { error }));
};
const yes = z
  .enum(['true', 'false', '1', '0'], { error: '应为 true 或 false' })
  .transform((v) => v === 'true' || v === '1');
const oneOf = <const T extends readonly [string, ...string[]]>(names: T) =>
  z.enum(names, { error: `应为 ${names.join('、')} 之一` });
const aesKey = z.string().regex(/^[A-Za-z0-9+/]{43}$/, { error: '应为公众号后台给出的 43 个字母和数字' });
const databaseUrl = url(['postgres:', 'postgresql:'], 'postgresql://用户:口令@主机:5432/库');

/** Every setting: the environment's name and the rule for its text. Each has a line in `.env.example`. */
export const settings = {
  databaseUrl: { env: 'DATABASE_URL', rule: databaseUrl },
  givenDatabaseUrl: { env: 'DATABASE_URL', rule: databaseUrl.optional() },
  redisUrl: { env: 'REDIS_URL', rule: url(['redis:', 'rediss:'], 'redis://主机:6379').optional() },
  logLevel: { env: 'LOG_LEVEL', rule: oneOf(logLevels).prefault('info') },
  nodeEnv: { env: 'NODE_ENV', rule: oneOf(['production', 'development', 'test']).prefault('production') },
  dataDir: { env: 'MINQING_DATA', rule: z.string().prefault('data') },
  cityDir: { env: 'MINQING_CITY', rule: z.string().prefault('prisma/city/jingzhou') },
  demo: { env: 'MINQING_DEMO', rule: yes.prefault('false') },
  apiPort: { env: 'API_PORT', rule: whole(0, 65_535).prefault('3000') },
  apiHost: { env: 'API_HOST', rule: z.string().prefault('127.0.0.1') },
  botPort: { env: 'BOT_PORT', rule: whole(0, 65_535).prefault('3001') },
  botHost: { env: 'BOT_HOST', rule: z.string().prefault('127.0.0.1') },
  botUrl: {
    env: 'BOT_URL',
    rule: url(['http:', 'https:'], 'http://127.0.0.1:3001').prefault('http://127.0.0.1:3001'),
  },
  botPuppet: { env: 'BOT_PUPPET', rule: z.string().prefault('simulator') },
  wechatAppId: { env: 'WECHAT_APP_ID', rule: z.string().optional() },
  wechatAppSecret: { env: 'WECHAT_APP_SECRET', rule: z.string().optional() },
  wechatToken: { env: 'WECHAT_TOKEN', rule: z.string().optional() },
  wechatAesKey: { env: 'WECHAT_AES_KEY', rule: aesKey.optional() },
  wechatPreviousAesKey: { env: 'WECHAT_PREVIOUS_AES_KEY', rule: aesKey.optional() },
  wechatEncryptedOnly: { env: 'WECHAT_ENCRYPTED_ONLY', rule: yes.prefault('false') },
  wechatNoticeKind: {
    env: 'WECHAT_NOTICE_KIND',
    rule: oneOf(['subscribe', 'template']).prefault('subscribe'),
  },
  wechatNoticeTemplate: { env: 'WECHAT_NOTICE_TEMPLATE', rule: z.string().optional() },
  wechatNoticeField: { env: 'WECHAT_NOTICE_FIELD', rule: z.string().prefault('thing1') },
  wechatApiBase: {
    env: 'WECHAT_API_BASE',
    rule: url(['http:', 'https:'], 'https://api.weixin.qq.com').prefault('https://api.weixin.qq.com'),
  },
  triageConcurrency: { env: 'TRIAGE_CONCURRENCY', rule: whole(1, 64).prefault('4') },
  modelsDir: { env: 'MODELS_DIR', rule: z.string().optional() },
  automationBar: { env: 'AUTOMATION_BAR', rule: share(0.5, 0.9999).prefault('0.99') },
  automationReviewShare: { env: 'AUTOMATION_REVIEW_SHARE', rule: share(0, 1).prefault('0.05') },
  sessionHours: { env: 'SESSION_HOURS', rule: whole(1, 720).prefault('12') },
  attachmentsDir: { env: 'ATTACHMENTS_DIR', rule: z.string().optional() },
  s3Endpoint: { env: 'S3_ENDPOINT', rule: url(['http:', 'https:'], 'https://s3.example.org').optional() },
  s3Bucket: { env: 'S3_BUCKET', rule: z.string().optional() },
  s3Region: { env: 'S3_REGION', rule: z.string().prefault('us-east-1') },
  s3AccessKeyId: { env: 'S3_ACCESS_KEY_ID', rule: z.string().optional() },
  s3SecretAccessKey: { env: 'S3_SECRET_ACCESS_KEY', rule: z.string().optional() },
  s3PathStyle: { env: 'S3_PATH_STYLE', rule: yes.prefault('true') },
  cookieSecure: { env: 'COOKIE_SECURE', rule: yes.prefault('false') },
  sweepSeconds: { env: 'SWEEP_SECONDS', rule: whole(1, 3_600).prefault('15') },
  conversationTimeoutMinutes: { env: 'CONVERSATION_TIMEOUT_MINUTES', rule: whole(1, 1_440).prefault('120') },
  quietPeriodMs: { env: 'QUIET_PERIOD_MS', rule: whole(0, 2_000).prefault('1000') },
} as const;
type SettingName = keyof typeof settings;

const common = ['redisUrl', 'logLevel', 'nodeEnv', 'dataDir', 'cityDir', 'demo'] as const;
const files = [
  'attachmentsDir',
  's3Endpoint',
  's3Bucket',
  's3Region',
  's3AccessKeyId',
  's3SecretAccessKey',
  's3PathStyle',
] as const;
const wechat = [
  'wechatAppId',
  'wechatAppSecret',
  'wechatToken',
  'wechatAesKey',
  'wechatPreviousAesKey',
  'wechatEncryptedOnly',
  'wechatNoticeKind',
  'wechatNoticeTemplate',
  'wechatNoticeField',
  'wechatApiBase',
] as const;
const processes = {
  bot: [
    ...common,
    ...wechat,
    'databaseUrl',
    'botPort',
    'botHost',
    'botPuppet',
    ...files,
    'sweepSeconds',
    'conversationTimeoutMinutes',
    'quietPeriodMs',
  ],
  triage: [
    ...common,
    'databaseUrl',
    'triageConcurrency',
    'sweepSeconds',
    'modelsDir',
    'automationReviewShare',
  ],
  learn: [...common, 'givenDatabaseUrl', 'modelsDir'],
  api: [
    ...common,
    'databaseUrl',
    'apiPort',
    'apiHost',
    'botUrl',
    'sessionHours',
    ...files,
    'cookieSecure',
    'sweepSeconds',
    'automationBar',
  ],
  migrate: [...common, 'databaseUrl'],
  seed: [...common, 'databaseUrl'],
  chat: [...common, ...files, 'givenDatabaseUrl', 'sweepSeconds', 'conversationTimeoutMinutes'],
  wechat: [...common, ...wechat],
  start: [...common, 'givenDatabaseUrl', 'apiPort', 'apiHost', 'botPort'],
} as const satisfies Record<string, readonly SettingName[]>;
export type ProcessName = keyof typeof processes;

type Values<N extends SettingName> = { [K in N]: z.output<(typeof settings)[K]['rule']> };
/** Folders that lie below the data folder unless they are set. */
const folders = { attachmentsDir: 'attachments', modelsDir: 'models' } as const;
type FolderName = keyof typeof folders;

/** A process's settings; a folder is always there where the process asks for it. */
export type Config<P extends ProcessName> = Omit<Values<(typeof processes)[P][number]>, FolderName> & {
  [K in FolderName & (typeof processes)[P][number]]: string;
};

/**
 * Reads what one process needs from the environment; the only reader of it beside `core/start`. An empty variable
 * counts as absent. Throws one `invalid` error that names every problem, in one line.
 */
export function readConfig<P extends ProcessName>(name: P, env: NodeJS.ProcessEnv): Config<P> {
  const config: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const key of processes[name] as readonly SettingName[]) {
    const { env: variable, rule } = settings[key];
    const text = env[variable]?.trim() || undefined;
    const result = rule.safeParse(text);
    if (result.success) config[key] = result.data;
    else
      problems[variable] = text === undefined ? '没有设置' : (result.error.issues[0]?.message ?? '无法识别');
  }
  if (Object.keys(problems).length > 0) {
    const lines = Object.entries(problems).map(([variable, problem]) => `${variable} ${problem}`);
    throw new MinqingError('invalid', `设置有误：${lines.join('；')}`, { detail: problems });
  }
  for (const [key, folder] of Object.entries(folders)) {
    if ((processes[name] as readonly string[]).includes(key)) {
      config[key] ??= join(String(config.dataDir), folder);
    }
  }
  return config as Config<P>;
}
