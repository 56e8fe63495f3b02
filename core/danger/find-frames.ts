import type { Frame } from './read-vocabulary.ts';

/** Long ago, or over: 去年着过火, 已经扑灭了. */
const longAgo =
  /去年|前年|往年|以前|曾经|上次|上回|当年|那年|小时候|[\d一二两三四五六七八九十几]+(?:多)?年前|(?:上|前)(?:个)?(?:月|星期|礼拜)|(?:半年|几个月)前|(?:已经|都)[^,]{0,3}(?:半|一|两|几)?年(?:多)?了?|早年|历史上/u;
const over =
  /(?:已经|已|都|终于|后来|现在|早就|早已|也)(?:[^,。]{0,4})(?:解决|修好|修复|处理(?:好|完)|扑?灭了|整改|更换|换了|拆(?:除|了)|推平|退了|停了|找到了?|找回|救(?:出|上|下)|送回|恢复|平安|没事了|出院|停药|调解|判了|签了)|谢谢|感谢|表扬|锦旗|点赞/u;
/** Right before a sign: it has not happened. */
const feared =
  /(?:容易|怕|担心|担忧|万一|如果|假如|要是|一旦|以免|避免|防止|预防|防|生怕|恐怕|会不会|是否会?|可能(?:会)?|以防|不要|杜绝|严禁|禁止|减少)[^,。!?;]{0,6}$/u;
/** Rules, money and papers: somebody sits at a desk. */
const asked =
  /请问|咨询|想(?:问|了解|知道|查|申请|办|报名)|怎么(?:办理|申请|申报|收费|算|赔|补办|报|领|查)|如何(?:办理|申请|申报|预防)|手续|材料|资料|补贴|补助|报销|赔偿|赔付|理赔|索赔|退(?:款|费|钱|票|押金)|申请|政策|资质|审批|备案|报批|许可|价格|收费|多少钱|证(?:书|件|明)|执照|报名|讲座|演练|培训|宣传|教材|课程|建议|规定|条例|申诉|复议|标准|发票|合同|招聘|补偿|待遇|评残|公示|论文|电影|小说|电视剧|游戏|直播|剧本|戏|新闻|故事|公积金|保险|罚款|罚单|执行|法院|诉讼/u;
/** It is happening: no frame of the desk or of the past holds against it. */
const acute =
  /现在|刚才|刚刚|正在|还在|此刻|眼下|快来|快点|快救|救救|赶紧|赶快|马上|今天|今早|今晚|昨晚|昨夜|这会|这两天|明天|后天|又/u;

/** Longer than this, a text is a letter: a danger in it is a story unless the sentence says that it is now. */
const letterLength = 150;

export function isLetter(text: string): boolean {
  return text.length > letterLength;
}

/** The sentence around a place, up to the next full stop. */
function sentenceAround(text: string, start: number, end: number): { before: string; after: string } {
  const before = /[^。!?;\n]*$/u.exec(text.slice(0, start))![0];
  const after = /^[^。!?;\n]*/u.exec(text.slice(end))![0];
  return { before, after };
}

/** The frames in which what stands at a place is told. Normalised text; indices in UTF-16 units. */
export function findFrames(text: string, start: number, end: number): Frame[] {
  const { before, after } = sentenceAround(text, start, end);
  const found: Frame[] = [];
  const sentence = before + text.slice(start, end) + after;
  if (over.test(sentence) || (longAgo.test(before) && !acute.test(before))) found.push('past');
  if (feared.test(before)) found.push('feared');
  if (asked.test(sentence) && !acute.test(sentence)) found.push('asked');
  if (isLetter(text) && !acute.test(sentence)) found.push('told');
  return found;
}
