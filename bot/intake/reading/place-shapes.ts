/** What addresses are made of; texts are plain (`plain-text.ts`). */

/** Endings of names, by how much they say. */
export const suffixes: readonly { weight: number; pattern: RegExp }[] = [
  { weight: 2, pattern: /(?:大道|国道|省道|县道|高速|路口|路|街|巷|弄|胡同)$/ },
  {
    weight: 2,
    pattern:
      /(?:小区|花园|家园|佳园|嘉园|新村|公寓|华府|豪庭|名都|名城|新城|雅苑|苑|公馆|国际|御景|天地|社区|家属院|宿舍|还建楼|安置房|安置小区|工业园|产业园|物流园|科技园|开发区|世纪城|广场|大厦|中心城|商城|购物中心)$/,
  },
  { weight: 2, pattern: /(?:村|镇|乡|街道|街道办|办事处|农场|林场|渔场|管理区)$/ },
  {
    weight: 1.5,
    pattern:
      /(?:幼儿园|小学|中学|大学|学院|高中|初中|一中|二中|三中|学校|人民医院|中医院|医院|卫生院|诊所|超市|商场|酒店|宾馆|饭店|餐馆|网吧|KTV|公园|菜市场|农贸市场|市场|火车站|汽车站|客运站|车站|地铁站|公交站|加油站|变电站|派出所|公安局|法院|码头|大桥|立交|桥|湖|河|渠|水库|堤|工地|项目部|厂|银行|电影院|图书馆|体育馆|体育场|博物馆|影城|驾校|火锅店|烧烤店|早餐店|足浴店|健身房|福利院|养老院|敬老院|殡仪馆|水厂|搅拌站|搅拌厂|公司)$/i,
  },
];

/** Towns whose names were replaced by codes (a letter and a number), and provinces. */
export const coded =
  /(?<![\u4e00-\u9fff])[A-Z]\d{0,2}(?:市|区|县)|(?<=[市省区县在到于住的把对给从去请问咨询诉举报映于将是由和与向及为帮查])[A-Z]\d{0,2}(?:市|区|县)|西地省/g;

/** A name goes on: 太师渊 is a terrace, 太师渊路 a road. */
export const extension =
  /^(?:[一二三四东西南北中]?路(?!口|灯|面|况|上|边|过|人|牌|费|段)|街(?!道办|坊|上|边)|巷|村(?!民|里|上)|大道|社区|小区|新村|花园|广场|公园|[一二三四五六七八九十]{1,2}分场|苑|公馆|名都|名苑|华庭|中学|小学)/;

/** Houses, flats, groups of a village, phases and zones of an estate. */
export const buildings =
  /[A-Za-z]?\d{1,4}-?\d{0,4}(?:号楼|栋|幢|座|单元-?\d{0,4}|号院|号(?!线|下午|上午|晚上|早上|开始|起|左右)|弄|室|楼|组|队)|(?:第)?[一二三四五六七八九十]{1,3}(?:栋|单元|组|队|期)|\d期|[东南西北]区|(?<![A-Za-z\d])[A-Za-z]\d?(?:区|座)/g;

const poi =
  '(?:菜市场|菜场|农贸市场|小学|中学|幼儿园|医院|卫生院|福利院|养老院|加油站|公交站|公交车站|车站|派出所|工地|超市|酒店|宾馆|老年活动中心|步行街|地下通道|天桥|地下车库|车库|停车场|安置点|桥洞)';
const beside =
  '(?:的)?(?:[东南西北]{1,2}(?:侧|边|面|头|门)?|往[东南西北](?:边|走)?\\d*米?)?(?:大?门口|路口|交叉口|交汇处|交界处|拐角处?|转角|十字路口|红绿灯路口|丁字路口|附近|对面|对过|旁边|旁|边上|门前|楼下|楼顶|后面|前面|里面|背后|一带|路段|桥头|桥下|桥洞下?|涵洞|[一二三四五六七八九顶]楼|后门|前门|正门|[东南西北]门外?|大门|站台|出口|入口)?';
/** Where at a place: 门口, 对面, 小学旁边. */
export const relation = new RegExp(`^(?=.)(?:${poi}${beside}|${beside})`);

/** Between two finds of one address. */
export const joint =
  /^(?:[\s,，、]|里|的|里面的?|靠近|与|和|跟|交|往|到|至|上的?|那边的?|这边的?|那个|那家|这个|附近的?|旁边的?|旁边那个)?$/;
export const crossing = /(?:路|街|道|大道)(?:与|和|跟|交)$/;

/** Where somebody comes from, not where the matter is. */
export const origin = /(?:我是|本人是|老家|户籍|户口|来自|籍贯|出生)(?:在)?$/;
export const here = /(?:在|位于|坐落|座落|地址|地点|位置|家住|住|就是|靠近|说的是)(?:是|为|在|于|:|：)*$/;
/** After a district's short name these make it something else: 洪湖路 is a street, 监利人 a person. */
export const otherThing = /^(?:人(?!民)|籍|方向|话|牌(?!楼)|菜(?!市|场)|的人)/;
