import { pick, type Random } from './random.ts';

/**
 * Another citizen's retelling of a text, made by rule from the text itself. In this order: greetings go and another
 * one may come; clauses are dropped, moved by up to three places, and one or two of somebody else's are put between;
 * words are swapped for others that mean the same; numbers change their way of writing; keys slip. The rates differ by
 * {@link Manner}.
 */
export interface Manner {
  name: 'retold' | 'brief';
  /** Share of the clauses that stay; `brief` keeps the one or two that say most. */
  kept: number;
  /** Share of the words with a synonym that are swapped. */
  swapped: number;
  /** Share of the letters on which a key slips. */
  slips: number;
}

export const manners: Record<Manner['name'], Manner> = {
  retold: { name: 'retold', kept: 0.7, swapped: 0.7, slips: 0.02 },
  brief: { name: 'brief', kept: 0, swapped: 0.7, slips: 0.02 },
};

/** Letters of a brief message. */
const briefest = 16;
const longestBrief = 36;

const greeting =
  /^(?:尊敬的|敬爱的)?[\u4e00-\u9fff]{0,4}(?:领导|书记|市长|厅长|局长|区长|县长)[\u4e00-\u9fff]{0,3}[：:，,！!。]?(?:您好|你好)?|^(?:您好|你好)/;
const openings = [
  '',
  '',
  '我来反映个事，',
  '你好，请问有人管吗，',
  '再说一遍，',
  '我也是这边的住户，',
  '麻烦登记一下，',
];
const closings = ['', '', '希望快点处理', '请尽快给个说法', '大家都很着急', '谢谢了', '什么时候能解决'];

const synonyms: [string, string][] = (
  '反映:举报 问题:情况 小区:院子 业主:住户 居民:老百姓 噪音:噪声 晚上:夜里 现在:目前 希望:请求 孩子:小孩 学校:校方 道路:马路 汽车:车辆 ' +
  '施工:动工 垃圾:废弃物 没有:没得 严重:厉害 影响:妨碍 解决:处理 相关部门:有关单位 政府:公家 多次:好几次 投诉:告状 房子:屋子 开发商:房产公司 ' +
  '物业:物管 收费:要钱 领导:当官的 老师:教师 医院:诊所 工资:薪水 拖欠:不发 公司:单位 购买:买 房屋:住房 停车:泊车 电梯:升降梯 经常:老是 ' +
  '每天:天天 非常:特别 告知:告诉 不能:没法 无法:不能 已经:早就 父母:爹妈 农民:村民 污染:脏 气味:味道 灰尘:扬尘 安全:危险 交通:出行 规划:打算 ' +
  '拆迁:征收 补偿:赔偿 补贴:补助 申请:办 办理:弄 电话:手机 联系:找 要求:想要 原因:理由 导致:造成 至今:到现在 仍然:还是 另外:还有 但是:可是 ' +
  '因为:由于 所以:因此 如果:要是 为什么:怎么 什么时候:几时 旁边:边上 附近:周边 对面:对过 门口:大门外 楼下:底下 早上:清早 中午:正午 半夜:深夜 ' +
  '公交:巴士 司机:师傅 乘客:坐车的 商铺:门面 餐馆:饭店 油烟:烟味 井盖:窨井盖 路灯:街灯 停水:没水 停电:断电 漏水:渗水 堵塞:堵了 坏了:不好使'
)
  .split(' ')
  .map((entry) => entry.split(':') as [string, string]);

/** Keys that the same sounds stand on, and shapes that are taken for each other. */
const slipsOf = new Map(
  '在再 的得 地的 已以 做作 那哪 像象 他她 进近 是事 有又 和河 到道 时是 人任 么吗 不布 公工 小少 大太 住往 己已 未末 买卖 心新 名明 城成 区曲 路露'
    .split(' ')
    .map(([from, to]) => [from!, to!]),
);
const digits = '零一二三四五六七八九';

function clausesOf(text: string): string[] {
  return text
    .split(/[，,。！!？?；;：:、\s]+/)
    .map((clause) => clause.trim())
    .filter((clause) => clause.length > 1);
}

function keepClauses(clauses: string[], { name, kept }: Manner, random: Random): string[] {
  if (name === 'retold') {
    const chosen = clauses.filter(() => random() < kept);
    return chosen.length > 0 ? chosen : [pick(clauses, random)];
  }
  // Someone in a hurry says the matter: one of the three longest clauses of the beginning, with what stands beside it.
  const beginning = clauses.slice(0, 8);
  const longest = [...beginning].sort((a, b) => b.length - a.length).slice(0, 3);
  const at = beginning.indexOf(pick(longest, random));
  const chosen = [beginning[at]!];
  for (let next = at + 1; chosen.join('').length < briefest && next < clauses.length; next++)
    chosen.push(clauses[next]!);
  return [...chosen.join('，').slice(0, longestBrief).split('，')];
}

function move(clauses: string[], random: Random): string[] {
  return clauses
    .map((clause, at) => ({ clause, at: at + random() * 3 }))
    .sort((a, b) => a.at - b.at)
    .map(({ clause }) => clause);
}

function swap(text: string, { swapped }: Manner, random: Random): string {
  let result = text;
  for (const [word, other] of synonyms)
    if (result.includes(word) && random() < swapped) result = result.replaceAll(word, other);
  return result.replace(/(?<!\d)\d(?!\d)/g, (digit) => (random() < 0.5 ? digits[Number(digit)]! : digit));
}

function slip(text: string, { slips }: Manner, random: Random): string {
  const letters = [...text];
  for (let at = 0; at < letters.length; at++) {
    if (random() >= slips) continue;
    const fate = random();
    const near = slipsOf.get(letters[at]!);
    if (near) letters[at] = near;
    else if (fate < 0.3) letters[at] = '';
    else if (fate < 0.6 && at + 1 < letters.length)
      [letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!];
    else if (fate < 0.8) letters[at] = letters[at]!.repeat(2);
    else letters[at] = pick([...'式市事力里理只之指己及级'], random);
  }
  return letters.join('');
}

/** `where` is put in front: how this citizen says the place. `others` lends the clauses that are not of the matter. */
export function rewrite(text: string, where: string, others: string, manner: Manner, random: Random): string {
  const clauses = clausesOf(text.replace(greeting, ''));
  const own = clauses.length > 0 ? clauses : [text];
  const told = move(keepClauses(own, manner, random), random);
  if (manner.name === 'retold') {
    const strange = clausesOf(others);
    for (let more = Math.floor(random() * 3); more > 0 && strange.length > 0; more--)
      told.splice(Math.floor(random() * (told.length + 1)), 0, pick(strange, random));
  }
  const said = slip(swap(told.join('，'), manner, random), manner, random);
  return `${pick(openings, random)}${where}，${said}，${pick(closings, random)}`;
}
