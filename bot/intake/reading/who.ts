import { consents } from './consent.ts';
import { isSentence, leftEdge, tokensOf } from './words.ts';

/** Whom a matter is about, and what is wanted; in the citizen's words. Texts are plain (`plain-text.ts`). */

const organisation =
  /(?:公司|集团|工厂|厂|物业|开发商|置业|地产|驾校|健身|健身房|美容院|培训班|培训机构|酒店|宾馆|饭店|餐厅|超市|药店|诊所|医院|卫生院|幼儿园|小学|中学|学校|大学|学院|烧烤店|火锅店|奶茶店|KTV|酒吧|网吧|项目部|楼盘|银行|支行|派出所|居委会|村委会|影楼|车行|快递|数码|英语)$/i;
const plate = /[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z]·?[A-Z0-9]{5,6}/i;
const named =
  /(?:叫做?|名叫|名字(?:是|叫)|名为|店名(?:是|叫)?|公司(?:是|叫)|单位(?:是|叫)|开发商(?:是|叫))[“"《]?([\u4e00-\u9fffA-Za-z0-9]{2,20})/;
const route = /(\d{1,3}路)(?:公交|车|的?司机|末班|首班)/;
const generic =
  /^(?:(?:.|家政|中介|物业|快递|装修|保险|建筑|搬家|旅游|贷款|科技|电力|自来水|燃气|公交)?公司|.?工厂|.?厂|物业|物业公司|开发商|.?学校|.?医院|小学|中学|幼儿园|超市|工地|建筑工地|饭店|酒店|社区|健身房|健身|驾校|培训机构|培训班|银行|烧烤店|诊所|药店|KTV|餐厅|包裹快递|快递|快递公司|英语|.{0,3}店|某.*)$/i;

/** Firms, before places where something happened to stand. */
const firm = /(?:公司|集团|物业|置业|地产|驾校|健身|快递|培训班|培训机构|厂)$/;
const landmark = /^(?:旁|边|附近|对面|门口|后面|前面|隔壁|站)/;

export function findWho(text: string): string | null {
  const car = plate.exec(text)?.[0];
  if (car) return car;
  const bus = route.exec(text)?.[1];
  if (bus) return bus;
  const name = named.exec(text)?.[1];
  if (name && !/什么|啥|哪/.test(name)) return name;
  const found = organisationsIn(text);
  return found.find((who) => firm.test(who)) ?? found[0] ?? null;
}

function organisationsIn(text: string): string[] {
  const tokens = tokensOf(text, []);
  return tokens.flatMap((token, i) => {
    const before = tokens[i - 1];
    const joined =
      before && before.end === token.start && !isSentence(before) ? before.text + token.text : token.text;
    if (!organisation.test(joined) || landmark.test(text.slice(token.end))) return [];
    const who = text
      .slice(leftEdge(tokens, i, true), token.end)
      .replace(/^(?:某|怀孕|加盟|买|上班|昨天|今天)+/, '');
    return who.length >= 3 && !generic.test(who) ? [who] : [];
  });
}

const wish =
  /((?:希望|恳请|请求|要求|强烈要求|请(?:求|你们|有关|相关|领导|政府|帮|尽快|及时)|求(?:处理|解决|帮)|能不能|可不可以|麻烦(?:你们)?|想让|我想要?)[^,，。;；!！?？\n]{2,40})/;

export function findWish(text: string): string | null {
  return wish.exec(text)?.[1] ?? null;
}

/** A short reply to "whom is it about"; null where it names nobody. */
export function whoInReply(text: string): string | null {
  const bare = text
    .replace(/^(?:嗯|哦|就|是|叫|叫做|名字|单位|公司|店名|好像|大概|他们|老板|:|：|,|，)*(?:是|叫)?/, '')
    .replace(/[。.!！~]+$/, '')
    .trim();
  if (
    bare.length < 2 ||
    bare.length > 30 ||
    /[?？]|为什么|凭什么|怎么|不知道|关你|自己查|快点|滚|妈|跑了|[没不]/.test(bare) ||
    consents(bare)
  )
    return null;
  return bare;
}
