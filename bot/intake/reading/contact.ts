/** Who speaks and how to reach them; each finder says null where nothing is certain. Texts are plain (`plain-text.ts`). */

/** A Chinese mobile or landline number, digits only (landlines keep their dash). */
export function findPhone(text: string): string | null {
  const mobile = /(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)/.exec(text);
  if (mobile) return mobile.slice(1).join('');
  const odd = /(?<!\d)(1[3-9]\d{1,3}(?:[- .]\d{2,4}){2,4})(?!\d)/.exec(text)?.[1]?.replace(/\D/g, '');
  if (odd?.length === 11) return odd;
  const landline = /(?<!\d)\(?(0\d{2,3})\)?[- ]?(\d{7,8})(?!\d)/.exec(text);
  if (landline) return `${landline[1]}-${landline[2]}`;
  return spokenPhone(text);
}

const spokenDigits: Record<string, string> = {
  零: '0',
  〇: '0',
  幺: '1',
  一: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

/** 幺三八零七二…: a number as voice recognition writes it. */
function spokenPhone(text: string): string | null {
  const run = /[零〇幺一二两三四五六七八九]{11}/.exec(text)?.[0];
  const digits = run && [...run].map((word) => spokenDigits[word]).join('');
  return digits && /^1[3-9]/.test(digits) ? digits : null;
}

/** Digits that were meant as a telephone number and are not one. */
export function looksLikeBadPhone(text: string): boolean {
  return findPhone(text) === null && /^\D{0,6}\d[\d -]{5,}\D{0,4}$/.test(text.trim());
}

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
const named = new RegExp(
  `(?:我叫|我的名字(?:叫|是)|本人|姓名|名字|联系人|我是)[::是]?\\s*([${surnames}][\\u4e00-\\u9fff]{1,2})(?=[,，。.;；!！、\\s\\d]|的|先生|女士|电话|手机|住|家住|$)`,
);
const called = new RegExp(
  `(?:我姓|免贵姓|我是|叫我|联系人)\\s*(老?[${surnames}](?:先生|女士|小姐|师傅|阿姨|大爷|老师|某)?)(?=[,，。.;；!！、\\s\\d]|电话|手机|$)`,
);
const noName = /业主|居民|村民|市民|住户|学生|家长|这里|住在|一名|一个|本地|司机|老人/;

export function findName(text: string): string | null {
  const name = named.exec(text)?.[1] ?? called.exec(text)?.[1] ?? null;
  return name && !noName.test(name) ? name : null;
}

const secret =
  /不想说我是谁|匿名|保密|不(?:想|要|用|便|方便|愿意?)?(?:留|给|透露|公开)(?:下|出)?(?:我的)?(?:电话|名字|姓名|联系方式|号码|身份)|别(?:说是我|透露|泄露|公开)|怕(?:报复|打击)/;
const refusal =
  /^(?:不|不了|不用|不要|不留|不留了|不用留|不想留|不方便|不给|保密|匿名|没有|没有电话|否|算了|算了吧|no|none|anonymous|skip)(?:了|吧|谢谢)?[。.!!~]*$/i;

/** The citizen asks for the name to stay out of it. */
export function wantsSecrecy(text: string): boolean {
  return secret.test(text);
}

/** An answer to "how do we reach you" that says no. */
export function refusesContact(text: string): boolean {
  return (
    refusal.test(text.trim()) ||
    secret.test(text) ||
    /不留|没有电话|这里(?:回|答|联系|说)|微信(?:上)?(?:回|联系|就)|no (?:phone|number)|不想说我是谁|prefer not|rather not|don'?t want/i.test(
      text,
    )
  );
}
