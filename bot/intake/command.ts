import type { Intent } from './classify-intent.ts';
import { findMatter } from './matters.ts';
import type { Turn } from './turn.ts';

/** Longer than this it is a story and no command. */
const longestCommand = 40;

/**
 * Commands about cases that are filed already, with words that one of them has: a classifier trained on short
 * sentences is sure of too much.
 */
const signs: Partial<Record<Intent, RegExp>> = {
  withdraw:
    /撤|取消|不(?:投诉|反映|举报|登记|用|需要|想(?:投诉|反映|说了|办|弄))|算了|好了|解决了|cancel|withdraw/i,
  urge: /催|快|急|慢|还没|动静|几天|加急|赶紧|再不|hurry/i,
  progress:
    /进度|进展|怎么样|结果|办到|办好|处理|到哪|工单|回音|消息|回复|查|那个事|多久|progress|my case|status/i,
  add: /补充|忘了|还有|再|另外|对了|顺便|说明|照片|加|add/i,
  help: /怎么(?:用|投诉|说|登记|弄|反映|找)|帮助|功能|能做|能管|使用|干什么|哪些事|说明|能投诉|help|how does/i,
  thank: /谢|辛苦|麻烦|感激|感恩|thank|3q/i,
  greet: /好|在|喂|嗨|hi|hello|hey|morning|有人/i,
  smalltalk: /你|笑话|哈|呵|天气|无聊|晚安|歌|聊天|吃饭|robot|真人/i,
  correct: /错|不是|改|更正|不对|wrong/i,
};
const needsSign = new Set<Intent>(Object.keys(signs) as Intent[]);

/** The intent as far as it is to be trusted; whatever tells of a matter of its own is a complaint. */
export function commandOf({ intent, sure, plain, context }: Omit<Turn, 'draft' | 'texts' | 'input'>): Intent {
  if (!needsSign.has(intent)) return intent;
  if (!sure || plain.length > longestCommand || !signs[intent]?.test(plain)) return 'complain';
  const matter = findMatter(plain, context.matters);
  const [last] = context.cases;
  const same = last ? findMatter(last.summary, context.matters)?.name : null;
  const own = matter !== null && matter.name !== same && plain.length > 10;
  return own ? 'complain' : intent;
}
