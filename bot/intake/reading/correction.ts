import { findPhone } from './contact.ts';
import { findPlace } from './place.ts';
import { findHours, findSince } from './time.ts';

export type CorrectedField = 'place' | 'since' | 'hours' | 'phone' | 'name' | 'who';

/** What was said before and what holds instead. `old` is null where only the field was named. */
export interface Correction {
  field: CorrectedField | null;
  old: string | null;
  now: string;
}

const fieldWords: [CorrectedField, RegExp][] = [
  ['place', /地址|地点|位置|地方|路名|小区名|门牌|楼号/],
  ['since', /时间|日期|日子/],
  ['phone', /电话|手机|号码|联系方式/],
  ['name', /名字|姓名|姓氏/],
  ['who', /单位|公司名|店名|车牌/],
];
const end = '[。.!！,，;；\\s~]*';
const lead =
  '(?:不对不对|不对|错了|说错了|写错了|打错了|发错了|搞错了|更正(?:一下|下)?|更改(?:一下)?|改(?:一下|下)|哦|啊|对了|不好意思|抱歉|刚才|我|sorry)*[,，:：。!！、\\s]*';
const forms: RegExp[] = [
  // 不是昨天，是前天
  new RegExp(
    `^${lead}(?:应该)?(?<!是)不(?:是|在)(?<old>[^,，。;；!！?？]{1,20}?)[,，、\\s]*(?:而|应该|其实|而应该)?(?:是|在)(?<now>[^,，。;；!！?？]{1,40})${end}$`,
  ),
  // 地址错了，是江津西路8号；电话改成……
  new RegExp(
    `^(?:不对|哦|啊|对了|不好意思|抱歉|更正|刚才(?:说)?的?|我的?|,|，|\\s)*(?<word>地址|地点|位置|地方|路名|小区名|门牌号?|楼号|时间|日期|电话|手机号?|号码|联系方式|名字|姓名|单位|店名|车牌号?)(?:我)?(?:也|又|都)?(?:刚才)?(?:说错了|写错了|打错了|发错了|错了|不对|有误|搞错了|改一下|更正一下|改成|改为|更正为|更正|应该是|应为|改|换成|不是这个)[,，:：。!！\\s]*(?:应该|其实|而|改成|改为)?(?:是|在|叫|为)?(?<now>.{1,40}?)${end}$`,
  ),
  // 说错了，是前天；我搞错了应该是二号楼
  new RegExp(
    `^(?:不好意思|抱歉|啊|哦|刚才|我|,|，|\\s)*(?:不对不对|说错了|写错了|打错了|发错了|搞错了|弄错了|记错了|错了|打错字了|不对|更正一下|更正|改一下)[,，:：。!！\\s]*(?:应该|其实|我|改成|改为)?(?:是|在|叫|为)(?<now>[^?？]{1,40}?)${end}$`,
  ),
  // not yesterday, the day before
  /^(?:sorry,? |no,? )?(?:it'?s )?not (?<old>[\w' ]{2,30}?),? (?:but |it'?s |it was )(?<now>[\w', ]{2,40})[.!]*$/i,
  /^(?:sorry,? )?(?:the |my )?(?<word>address|place|phone|number|name|time|date) (?:is wrong|should be|is actually)[,:;. ]*(?:it'?s |it is |should be )?(?<now>[\w', +-]{2,40})[.!]*$/i,
];
const englishFields: Record<string, CorrectedField> = {
  address: 'place',
  place: 'place',
  phone: 'phone',
  number: 'phone',
  name: 'name',
  time: 'since',
  date: 'since',
};

/** Reads 不是X，是Y and its relatives; null where the text corrects nothing outright. */
export function findCorrection(text: string, names: readonly string[]): Correction | null {
  if (text.length > 70) return null;
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    if (!groups?.now) continue;
    const now = groups.now.trim();
    const word = groups.word?.toLowerCase();
    const named = word
      ? (englishFields[word] ?? fieldWords.find(([, pattern]) => pattern.test(word))?.[0] ?? null)
      : null;
    return { field: named ?? fieldOf(now, names), old: groups.old?.trim() || null, now };
  }
  return null;
}

function fieldOf(text: string, names: readonly string[]): CorrectedField | null {
  if (findPhone(text)) return 'phone';
  if (findPlace(text, names)) return 'place';
  const since = findSince(text);
  if (since && text.length - since.length <= 6) return 'since';
  const hours = findHours(text);
  if (hours && text.length - hours.length <= 6) return 'hours';
  if (/(?:路|街|巷|号|栋|楼|单元|小区|村|组|镇)$/.test(text)) return 'place';
  return null;
}
