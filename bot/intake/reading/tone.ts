import type { Kind } from '../../../core/words.ts';

/** How something is said. Texts are plain (`plain-text.ts`). */

const despair =
  /不想活|活不下去|活着(?:没|还有什么)(?:意思|意义|劲)|不如死了|死了算了|想死(?!你)|想(?:要)?(?:跳楼|跳河|跳江|自杀|轻生|寻死)|(?:我|准备|打算|只(?:有|能)|去|就)(?:要|去|想|真)?(?:跳楼|跳河|跳江|自杀|轻生|喝农药|割腕|寻死|上吊)|结束(?:自己的)?生命|一死了之|去死(?:算了|了)|没有活路|撑不下去|遗书|want to (?:die|kill myself)|kill myself|suicid/i;
const notDespair = /别人|邻居|有人|他要|她要|那个人|一个(?:女|男|小)|预防|讲座|宣传|电影|电视/;

/** The citizen speaks of ending their own life. */
export function despairs(text: string): boolean {
  return despair.test(text) && !notDespair.test(text);
}

const abuse =
  /妈的|他妈|操你|草你|草泥马|尼玛|傻[逼比叉屌]|煞笔|沙雕|废物|垃圾(?:政府|部门|热线|东西|客服|机器人)|王八|混蛋|畜生|狗日|狗官|吃屎|滚(?:蛋|开|吧|$)|去死吧|脑残|白痴|蠢货|一群(?:饭桶|猪|废物)|饭桶|吃干饭|吃白饭|骗子(?:热线|政府)|nmsl|cnm|tmd|sb|fuck|shit|idiot|stupid|useless/i;
const anger =
  /气死|气炸|太过分|忍无可忍|受够|受不了|什么(?:玩意|态度|东西)|凭什么|欺负|岂有此理|不像话|踢皮球|推来推去|没人管|不作为|到底管不管|还有没有王法|天理|忍不了|烦死|恶心|无法无天|黑心|丧尽天良|再不(?:处理|解决|管)|上访|曝光|[!！]{3,}|angry|ridiculous|outrageous|unacceptable|fed up/i;

export function insults(text: string): boolean {
  return abuse.test(text);
}

export function soundsAngry(text: string): boolean {
  return anger.test(text) || insults(text);
}

const advert =
  /(?:加|\+|➕)(?:我)?(?:微信|V信|薇信|vx|wx|QQ|扣扣)|代开(?:各类)?发票|办(?:证|理文凭)[,，\s]*(?:\+|加|联系|电话)|(?:低息|无抵押|秒批|秒到账).{0,6}贷|贷款.{0,8}(?:秒批|秒到|联系|微信)|日(?:赚|入|结)\d+|刷单|兼职.{0,10}(?:日结|日赚)|(?:厂家|批发|工厂)直销|全场\d折|免费领|点击链接|扫码(?:领|进群)|棋牌|彩金|博彩|包过|代写|招(?:代理|商加盟)|特价优惠|买一送一|欢迎(?:来电|选购|咨询订购)|开业大吉|buy now|click (?:here|the link)|casino/i;
const complains =
  /投诉|举报|骚扰|诈骗|被骗|骗子|骗了|小广告|天天收到|收到.{0,6}短信|怎么(?:办|处理)|管管|上当/;

/** Somebody sells something here, instead of complaining of those who do. */
export function advertises(text: string): boolean {
  return advert.test(text) && !complains.test(text);
}

const kindRules: [Kind, RegExp][] = [
  ['report', /举报|检举|揭发/],
  [
    'praise',
    /表扬|点赞|点个赞|锦旗|感谢信|夸(?:一下|夸|奖)|(?:要|想|特别|非常|衷心|真心)感谢.{2,}|praise|compliment/i,
  ],
  [
    'suggestion',
    /^(?:.{0,8})(?:建议|提个建议|提议)|(?:有个|提个|一点|个)(?:小)?建议|建议(?:在|给|把|增|设|加|政府|部门|能)|能不能(?:增|加|开|装|修|设)|suggest/i,
  ],
  ['complaint', /投诉|complain/i],
  [
    'query',
    /^.{0,12}(?:请问|咨询|想问|问一下|问下|想了解|想知道|请教)|^.{0,30}(?:请问|咨询|想了解|想问|请教).{0,40}$|^.{0,40}(?:怎么(?:办理|申请|办(?!$|啊|呢)|查|领|报销|缴|转)|如何(?:办|申|查|领|缴|转)|需要(?:什么|哪些)(?:材料|手续|条件|资料)|多少钱|几点(?:上班|开门|下班)|电话(?:是)?多少).{0,24}$|how (?:do|can) i|where can i|(?:规定|合法|政策|允许)吗(?:[。?]|\n|$)/i,
  ],
];

/** The kind that the citizen names outright; null where triage and reviewers have to judge. */
export function findKind(text: string): Kind | null {
  return kindRules.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** Whether a text asks something of the hotline. */
export function asksSomething(text: string): boolean {
  return /[?？]|吗[。!！~]*$|呢[。!！~]*$|怎么|如何|多少|几点|哪里|哪儿|哪个|什么|能不能|可不可以|是不是|电话|咨询|请问|多久|几天|几号|how|where|when|what|can i/i.test(
    text,
  );
}

const skips =
  /^(?:我)?(?:也)?(?:真的?)?(?:都)?(?:不知道|不清楚|不晓得|不记得|记不得|记不清|说不清|说不准|不确定|忘了|忘记了|没注意|没印象|跳过|略过|下一个|不想说|不方便(?:在这里|在这|在网上)?说|不说|没有|没有了|无|不用|随便|哪晓得|你们自己查|不会|搞不清楚|搞不清|skip|next|don'?t know|i don'?t know|no idea|not sure|unknown)(?:了|呢|啊|呀|哈|吧|诶|具体时间|具体地址|具体|这个|叫什么|什么时候|是谁|哪家)*[。.!！~…,，]*$/i;

const vagueSkips =
  /^(?:我|这个)?(?:也|真|实在)?(?:不知道|不清楚|不晓得|不记得|记不得|记不清|说不清)[^,，。]{0,10}[。.!！~]*$|^(?:sorry,? )?i(?:'m)? (?:really )?(?:don'?t know|not sure|have no idea).{0,30}$/i;
/** “不知道名字，在三湾路口”: no answer, and more of the story. */
const skipsAndGoesOn =
  /^(?:我|这个)?(?:也|真|实在)?(?:不知道|不清楚|不晓得|不记得|记不得|记不清|说不清)[^,，。]{0,8}[,，。]/;

/** "I don't know", "skip": no answer to the question, and none to be pressed for. */
export function skipsQuestion(text: string): boolean {
  return skips.test(text.trim()) || vagueSkips.test(text.trim());
}

/** The same, with more of the story behind it. */
export function skipsAtFirst(text: string): boolean {
  return skipsAndGoesOn.test(text.trim());
}
