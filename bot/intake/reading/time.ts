/** Since when, and at what hours, in the citizen's own words. Texts are plain (`plain-text.ts`). */

const numeral = '[\\d一二两三四五六七八九十百几半]';
const partOfDay = '(?:早上|早晨|清早|上午|中午|下午|傍晚|晚上|夜里|夜晚|凌晨|半夜|深夜)';
const clock = `(?:${numeral}{1,3}(?:点|:\\d\\d)(?:半|钟|多|${numeral}{1,3}分?)*)`;
const start = '(?:开始|起|以来|到现在|至今|就)?';

/** What is counted and is no time since: ages, contracts, lease terms, what is promised. */
const notSince =
  /(?:保修|质保|合同|租期|工期|住了|活了|干了|工作了|今年|年龄|孩子|儿子|女儿|老人|学制|刑期|贷款|分期|还要|还得|再等|等了我|营业|限期|承诺|说(?:好)?)$/;
const notSinceAfter =
  /^(?:合同|的?合同|内|之内|以内|后(?!来)|之后|以后|的(?:工资|房租|租金|保修|质保|合同|孩子|小孩|老人)|代|岁|\d{1,3}岁|级|一次|的房龄|工资|多?块|元|营业|老|的老|(?:的)?期限|供)/;

const patterns: RegExp[] = [
  // An outright beginning comes first.
  new RegExp(
    `(?:大概|大约)?(?:自从|自|从|打)(?!来)((?:20\\d\\d年|去年|今年|前年|上个?月|这个?月|上个?(?:星期|周|礼拜)|昨天|前天|今天|大前天|昨晚|今早|\\d{1,2}月|${numeral}{1,3}(?:月|号|日|点)|年初|年底|开学|春节|国庆|五一|入夏|入冬|夏天|冬天|小区交房|交房|疫情)[^,，。;；!！?？\\s]{0,12}?)(?:开始|起|以来|到现在|至今|就)`,
  ),
  new RegExp(`(${partOfDay}(?:${clock})?)(?:就)?(?:开始|起(?!来|床))`),
  new RegExp(`((?:20)?\\d\\d年(?:\\d{1,2}月(?:份|\\d{1,2}[日号])?|初|底|上半年|下半年)?(?:左右)?)${start}`),
  /(20\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?)/,
  new RegExp(
    `((?:去年|今年|前年)?(?:${numeral}{1,2}|腊)月(?:份|${numeral}{1,3}[日号]|初|底|中旬|上旬|下旬)?(?:左右|${partOfDay})?)(?!工资|份?租|的?工资)${start}`,
  ),
  new RegExp(
    `((?:今天|昨天|前天|大前天|今早|今晚|昨晚|昨夜|前晚|刚才|刚刚|刚)(?:${partOfDay})?(?:${clock})?(?:左右)?)${start}`,
  ),
  new RegExp(
    `((?:上|这|本)(?:上)?(?:个)?(?:星期|周|礼拜|月)(?:[一二三四五六日天末初底])?(?:${partOfDay})?)${start}`,
  ),
  new RegExp(
    `((?:已经|都|快|大概|将近|差不多|整整|至少|足足|足有)*(?:有)?(?:${numeral}+|好几|好|多少|个把)多?(?:个)?(?:半)?(?:小时|钟头|天|周|星期|礼拜|个?月|年|晚上)(?:半)?(?:多)?(?:了|前|以前|之前|来)?)`,
  ),
  /((?:去年|前年|今年|年前|年后|年初|年底|春节|过年|国庆|五一|中秋|开学|暑假|寒假|入夏|入冬|夏天|冬天|春天|秋天)(?:期间|的时候|前后)?)(?:开始|起|以来|以后|之后|就)?/,
  /(很久|好久|老早|许久|长期|长年|常年|多年|一直|从来|自古|自来)(?:以来|以前|了|就|都|没)?/,
  /((?:每天|天天|每晚|经常|隔三差五|三天两头|时不时)(?:早上|上午|中午|下午|晚上|凌晨|半夜)?)/,
];
/** Outright beginnings; then dates, days, durations and seasons; then what is only vague. */
const tiers = [patterns.slice(0, 1), patterns.slice(1, -2), patterns.slice(-2)];
const english =
  /\b(since [a-z]+(?: [a-z]+){0,2}|(?:for|about|almost|over) (?:the (?:last|past) )?(?:\d+|a|an|one|two|three|four|five|six|several|many|a few|couple of) (?:minutes?|hours?|days?|weeks?|months?|years?|nights?)|(?:\d+|two|three|four|five) (?:days?|weeks?|months?|years?) ago|yesterday(?: (?:morning|evening|afternoon))?|last (?:night|week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|this morning|today|every (?:night|day|morning|evening))\b/i;

/** Since when; null where the text does not say. An outright beginning counts first, then what is said first. */
export function findSince(text: string): string | null {
  for (const tier of tiers) {
    const found = tier
      .flatMap((pattern) => sincesIn(text, pattern))
      .sort((a, b) => a.at - b.at || b.words.length - a.words.length);
    if (found[0]) return found[0].words;
  }
  return english.exec(text)?.[1] ?? null;
}

function sincesIn(text: string, pattern: RegExp): { at: number; words: string }[] {
  return [...text.matchAll(new RegExp(pattern.source, 'g'))].flatMap((match) => {
    const words = match[1]!.trim();
    const at = match.index + match[0].indexOf(match[1]!);
    if (words.length < 2 || notSince.test(text.slice(Math.max(0, at - 4), at))) return [];
    if (notSinceAfter.test(text.slice(at + match[1]!.length))) return [];
    if (/^每|天天/.test(words) && /每(?:天|个?月)(?:都?要)?(?:上班|接送|经过|路过|工资)/.test(text))
      return [];
    return [{ at, words }];
  });
}

const span = `${partOfDay}?${clock}(?:左右)?(?:一直)?(?:到|至|-|~|—)(?:第二天|次日|第二日)?${partOfDay}?${clock}`;
const hourPatterns: RegExp[] = [
  new RegExp(`((?:每天|天天|每晚)?${span}(?:左右)?)`),
  new RegExp(
    `((?:每天|天天|每晚|经常)?(?:一到|到了)?${partOfDay}(?:的)?(?:${clock})(?:多|左右|以后|之后|过后|前)?)`,
  ),
  /((?:每天|天天|每晚|经常|总是|老是)?(?:一到|到了|大)?(?:早上|早晨|清早|大清早|一大早|上午|中午|下午|傍晚|晚上|夜里|夜晚|凌晨|半夜三更|大半夜|半夜|深夜|通宵|整夜|周末|节假日|白天黑夜|白天|午休(?:时间)?|24小时|全天|一天到晚|从早到晚))/,
];
const englishHours =
  /\b((?:every )?(?:night|morning|evening|afternoon|weekend)s?|(?:until|till|after|from|at) \d{1,2}(?::\d\d)?\s?(?:am|pm)?(?: (?:to|until|till) \d{1,2}(?::\d\d)?\s?(?:am|pm)?)?|late at night|all (?:day|night)(?: long)?|midnight)\b/i;

/** At what hours of the day; null where the text does not say. */
export function findHours(text: string): string | null {
  for (const pattern of hourPatterns) {
    const found = pattern.exec(text)?.[1];
    if (found && !/^(?:昨|今|前)/.test(found)) return found;
  }
  return englishHours.exec(text)?.[1] ?? null;
}

/** Whether a short reply to "since when" speaks of time at all. */
export function speaksOfTime(text: string): boolean {
  if (/[没坏吵漏堵]|不(?!久|多|到)|黑/.test(text)) return false;
  return /[\d年月日天周点时刻久早晚前后去今昨初底]|星期|礼拜|刚|最近|近来|这段|一直|day|week|month|year|hour|long|recent|yesterday|morning|night/i.test(
    text,
  );
}
