/** What a citizen can ask of cases that are filed already. */
export type Command = 'withdraw' | 'urge' | 'progress' | 'add' | 'human' | 'no_human';

/**
 * Words that say so beyond doubt, in both languages; the intent classifier knows the rest. The first that fits counts.
 */
const commandWords: readonly [Command, RegExp][] = [
  ['no_human', /^(?:不用|不要|不需要|取消)(?:转)?人工|^(?:cancel|no)\s+(?:the\s+)?(?:human|operator|agent)/i],
  [
    'human',
    /^(?:请)?(?:转|找|要|接)?人工(?:服务|客服|座席|坐席)?$|^(?:talk|speak) to (?:a|an) |^(?:human|operator|agent)$/i,
  ],
  ['withdraw', /^(?:我)?(?:要|想)?(?:撤回|撤件|撤销|撤单)|^(?:please )?(?:withdraw|cancel)\b/i],
  ['urge', /^(?:我)?(?:要|想)?(?:催办|催一下|催单|催催|帮我催)|^(?:please )?(?:hurry|urge|speed)\b/i],
  [
    'progress',
    /^(?:查)?(?:我的)?(?:工单|进度|办理情况)(?:查询|进度)?$|^(?:我的事|事情)?办(?:得|的)?(?:怎么样|咋样|如何)了?|^(?:my )?(?:progress|status|cases?)\b|how is my case/i,
  ],
  ['add', /^(?:我)?(?:要|想)?补充(?:一下|情况|材料|照片)*[：:，,。]?|^(?:please )?add\b/i],
];

const trimmed = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[。.!?~,，！？\s]+$/u, '')
    .trim();

export function findCommand(text: string): Command | null {
  const plain = trimmed(text);
  return commandWords.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

/** What is left of a command when its words are taken away: what is to be added. */
export function withoutCommand(text: string): string {
  return text.replace(/^(?:我)?(?:要|想)?补充(?:一下|情况|材料|照片)*[：:，,。\s]*/u, '').trim();
}

const yes = /^(?:1|一|是|是的|对|对的|嗯|好|好的|确定|确认|要|可以|就是|没错|yes|y|ok|sure|right)$/i;
const no = /^(?:2|二|不|不是(?:的)?|不对|否|不要了?|不用了?|不撤了?|不了|算了|没有|no|n|nope)$/i;

/** A plain yes or no, also by the number that was offered for it. */
export function readYesNo(text: string): boolean | null {
  const plain = trimmed(text);
  return yes.test(plain) ? true : no.test(plain) ? false : null;
}

/** The place in a list that was offered, counted from 0; null where it is none of `count`. */
export function readChoice(text: string, count: number): number | null {
  const digit = /^(?:第)?([1-9一二三四五六七八九])(?:个|件|号)?$/.exec(trimmed(text))?.[1];
  if (!digit) return null;
  const at = '一二三四五六七八九'.indexOf(digit);
  const index = (at >= 0 ? at : Number(digit) - 1) as number;
  return index < count ? index : null;
}

const nods = /^(?:好的?|收到|知道了|嗯+|哦+|ok|okay|thanks?)$/i;

/** Said to any message; no answer to a question. */
export function isNod(text: string): boolean {
  return nods.test(trimmed(text));
}

const skips = /^(?:跳过|不知道|不清楚|不晓得|说不清|不想说|没法说|skip|don'?t know|not sure|no idea)$/i;

/** Whether the citizen passes over a question. */
export function isSkip(text: string): boolean {
  return skips.test(trimmed(text));
}

/** The words of a verdict on an answer; what else was said with it is the reason. */
const verdicts: readonly [boolean, RegExp][] = [
  [
    false,
    /^(?:2|二)$|不(?:太|是很|怎么)?满意|(?:没|沒)(?:有)?(?:解决|修好|弄好|处理|办好)|敷衍|not satisfied|unsatisfied|dissatisfied|not (?:solved|fixed|done)|^no$/i,
  ],
  [true, /^(?:1|一)$|满意|(?:解决|修好|弄好|办好)了|satisfied|solved|fixed|^yes$/i],
];

export function readVerdict(text: string): { satisfied: boolean; reason: string } | null {
  const plain = trimmed(text);
  const found = verdicts.find(([, pattern]) => pattern.test(plain));
  if (!found) return null;
  const rest = plain.replace(
    /^(?:2|二|我)?(?:非常|很|太)?不(?:太|是很|怎么)?满意|^(?:not |un|dis)satisfied/i,
    '',
  );
  const reason = rest.replace(/^[\s，,。.、：:;；]+/u, '');
  return { satisfied: found[0], reason: found[0] || reason.length < 2 ? '' : reason };
}
