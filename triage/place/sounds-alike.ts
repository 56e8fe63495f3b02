/**
 * Characters that sound the same or look nearly so, in sets: what input methods and hands confuse in names of places.
 * Only characters that occur in such names; a city adds its own.
 */
const sets = [
  '垱档挡荡当',
  '垸院苑园圆员元原源',
  '埠阜部埗布步',
  '豉鼓豆尺',
  '河和合何禾荷',
  '郢颖盈营迎应',
  '锣罗萝螺',
  '梁粱良凉',
  '沙砂纱杀莎',
  '津金今斤巾',
  '便变遍编边',
  '惠会汇慧慧回',
  '工公功宫弓',
  '港岗冈刚',
  '塘糖堂唐',
  '桥乔侨',
  '荆经京精晶惊',
  '襄湘乡香相',
  '章张彰',
  '华化花哗',
  '台太抬',
  '红洪宏虹鸿',
  '武五伍舞吴',
  '德得',
  '豫育玉御郁裕',
  '庙妙',
  '寺市式士是事',
  '关官观管',
  '沮具居巨举聚距',
  '岑城成程诚承',
  '八巴',
  '岭领龄令',
  '熊雄',
  '枣早',
  '林临麟琳',
  '弥迷米',
  '李里理礼',
  '斗陡抖',
  '堤提题',
  '夹家佳嘉加',
  '竹竺筑',
  '藕偶',
  '池迟',
  '章璋',
  '闸扎',
  '胜圣盛',
  '利立力丽',
  '跃越月阅',
  '进近晋',
  '朝潮',
  '阳杨扬羊洋',
  '柳刘流',
  '星兴新心',
  '楼娄',
  '白百柏',
  '云运芸',
  '临淋',
  '万湾弯',
  '寿受',
  '解街',
  '放方',
  '文闻纹',
  '燎辽了',
];

const alike = new Map<string, Set<string>>();
for (const set of sets) {
  for (const character of set) {
    const known = alike.get(character) ?? new Set<string>();
    for (const other of set) if (other !== character) known.add(other);
    alike.set(character, known);
  }
}

/** What is written in the place of a character by ear or by eye. */
export function alikes(character: string): ReadonlySet<string> {
  return alike.get(character) ?? new Set();
}
