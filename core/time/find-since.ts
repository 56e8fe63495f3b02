const numeral = '[\\d一二两三四五六七八九十几半]';
const begun = '(?:开始|起|以来|以后|之后|就)';
const part = '(?:早上|上午|中午|下午|傍晚|晚上|夜里|凌晨|半夜)';
const since = [
  /(?:从|自)?(?:20\d\d年)?\d{1,2}月(?:份|\d{1,2}[日号]|[上中下]旬|初|底)?(?:开始|起|以来)?/u,
  /(?:从|自)?20\d\d[年./-](?:\d{1,2}[./-]\d{1,2}[日号]?)?(?:开始|起|以来|以后)?/u,
  new RegExp(
    `从?(?:今天|昨天|前天|大前天|今早|昨晚|前晚|昨夜|今晚|刚才|刚刚|现在|今儿|昨儿)${part}?\\d{0,2}点?(?:开始|起)?`,
    'u',
  ),
  /从?(?:上上|上|这|本)(?:个)?(?:星期|周|礼拜|月)(?:[一二三四五六日天末初底])?(?:开始|起)?/u,
  new RegExp(
    `(?:已经|都|将近|快|差不多)?(?:有|快)?${numeral}+多?(?:个)?(?:半)?(?:分钟|小时|钟头|天|周|星期|礼拜|个?月|年|夜)(?:多)?(?:了|前|以前|来)?`,
    'u',
  ),
  new RegExp(
    `(?:去年|前年|今年|年前|年后|年初|年底|春节|过年|国庆|五一|端午|中秋|元旦|开学|入夏|入冬|入秋|开春|夏天|冬天|暑假|寒假|月初|月底)(?:\\d{1,2}月)?${begun}?`,
    'u',
  ),
  new RegExp(`(?:从|自从?)[\\p{Script=Han}]{2,8}?${begun}`, 'u'),
  /(?:收房|交房|入住|搬来|搬进来|装修|开业|停工|修路|换(?:了)?物业)(?:以来|以后|之后|后)/u,
];
const often = [
  /(?:每|天天|夜夜|日日)(?:隔)?[一二两三四五六七八九十几\d]?(?:个)?(?:天|晚|夜|周|星期|礼拜|月|年|次|小时|分钟|逢)?(?:都|一到|的)?(?:早上|上午|中午|下午|晚上|凌晨|半夜)?/u,
  /隔三[差岔]五|三天两头|动不动就?|时不时|反反复复|反复|经常|常常|总是|老是|频繁|断断续续|没日没夜|通宵|整夜|长期|一直/u,
  /(?:一到|一(?:下|刮|起)|逢|只要)(?:周末|节假日|晚上|夜里|夏天|冬天|下雨|雨天|雨|大风|风|赶集)(?:就|天)?/u,
  /(?:一(?:天|周|个?星期|个?月|年)|一天)(?:要|都|得)?(?:有|来|响|停|堵)?[一二两三四五六七八九十几好\d]+多?(?:次|回|趟)/u,
  /(?:周末|节假日|工作日|早晚高峰|上下班|放学(?:时|的时候)?)(?:都|就)/u,
];

function firstOf(patterns: readonly RegExp[], text: string): string | null {
  const plain = text.normalize('NFKC');
  for (const pattern of patterns) {
    const found = pattern.exec(plain)?.[0].trim();
    if (found && found.length >= 2) return found;
  }
  return null;
}

/** How often, in the citizen's own words: 每天晚上, 三天两头, 一下雨就; null where nothing says so. */
export function findFrequency(text: string): string | null {
  return firstOf(often, text);
}

/** Since when, in the citizen's own words; how often where only that is told, for it answers the same question. */
export function findSince(text: string): string | null {
  return firstOf(since, text) ?? findFrequency(text);
}
