// Names that people of an age have, and mobile numbers from ranges that operators give out.

// surname:weight, close to the shares of the whole country; a few with a rare reading (单 曾 仇 解 盖 查)
const SURNAMES = `王:72 李:70 张:67 刘:53 陈:45 杨:30 黄:22 赵:20 吴:20 周:20 徐:14 孙:14 马:13 朱:13 胡:12 郭:12 何:12 林:12 高:10 罗:10
郑:9 梁:9 谢:8 宋:8 唐:7 许:7 韩:6 邓:6 冯:6 曹:6 彭:6 曾:6 肖:6 田:5 董:5 潘:5 袁:5 蔡:5 蒋:5 余:5 于:5 杜:4 叶:4 程:4 魏:4 苏:4 吕:4 丁:4 任:4
卢:4 姚:4 沈:4 钟:4 姜:4 崔:3 谭:3 陆:3 范:3 汪:3 廖:3 石:3 金:3 韦:3 贾:3 夏:3 付:3 方:3 邹:3 熊:3 白:3 孟:3 秦:3 邱:3 侯:3 江:3 尹:3 薛:3 闫:3 段:2
雷:2 龙:2 黎:2 史:2 陶:2 贺:2 毛:2 郝:2 顾:2 龚:2 邵:2 万:2 覃:2 武:2 钱:2 戴:2 严:2 莫:2 孔:2 向:2 常:2 汤:2 康:2 易:2 乔:2 赖:2 文:2 温:2 单:1 仇:1 解:1 盖:1 查:1
欧阳:1 上官:0.3 司马:0.3 诸葛:0.3 慕容:0.2 司徒:0.3 皇甫:0.2 尉迟:0.1`
  .split(/\s+/).map((entry) => { const [name, weight] = entry.split(':'); return [name, Number(weight)]; });

// given names by year of birth and gender
const GIVEN = [
  { until: 1964, male: '建国 国强 志明 建华 德明 永康 福生 卫东 正义 大勇 玉林 长生 宝山 学文 树林 保国 文革 解放 军 刚', female: '秀英 桂兰 玉兰 淑珍 凤英 秀兰 桂英 玉梅 淑华 兰英 惠芳 月娥 素芬 翠花 雪梅 红梅 琴 芳' },
  { until: 1979, male: '志强 建军 伟 勇 军 明 涛 海波 国庆 永军 斌 辉 文斌 建平 少华 卫国 晓东 志刚 红兵 立新', female: '丽 敏 静 红 燕 艳 霞 丽娟 春梅 海燕 晓红 秀丽 玉华 建英 莉 萍 慧 云 玲 小红' },
  { until: 1989, male: '伟 磊 鹏 杰 强 超 波 亮 俊 峰 晓明 志伟 海涛 建波 宏伟 晨 帅 少杰 振宇 文龙 家豪 健', female: '静 婷 娜 丽娜 倩 婷婷 雪 颖 佳 莉莉 晓燕 丹丹 璐 慧敏 晶晶 文静 海霞 楠 玉洁 美玲 蓉 思' },
  { until: 1999, male: '浩 宇 子豪 俊杰 博文 天宇 昊 嘉伟 鑫 泽宇 志豪 文轩 凯 睿 家乐 晓峰 一鸣 思远 梓健 旭东 翔 明哲', female: '雨婷 梦琪 思雨 欣怡 佳怡 诗雨 晓彤 雅婷 梦洁 嘉欣 紫薇 可欣 玉婷 雪莹 瑶 悦 琳 若曦 佳琪 艺璇 婉婷 雯' },
  { until: 2100, male: '梓轩 浩然 宇航 子涵 俊熙 奕辰 皓轩 铭泽 梓睿 逸飞 承宇 嘉懿 沐阳 景行 宸 博涵', female: '梓涵 欣妍 语桐 诗涵 雨萱 可馨 子萱 若汐 思彤 一诺 依诺 沐晴 芷若 安琪 艺涵 婧琪' },
].map((generation) => ({ until: generation.until, male: generation.male.split(' '), female: generation.female.split(' ') }));

const SECOND = '文 明 志 晓 海 建 玉 小 春 国 永 云 丽 思 子 家 佳 嘉 雅 俊'.split(' ');

export function personName(random, gender, birthYear) {
  const surname = random.weighted(SURNAMES);
  const pool = GIVEN.find((generation) => birthYear <= generation.until)[gender];
  let given = random.pick(pool);
  // one sign on its own is common, but fewer than one in three; some get a generation sign in front
  if (given.length === 1 && random.chance(0.35)) {
    const first = random.pick(SECOND);
    if (first !== given) given = first + given;
  }
  return surname + given;
}

// first three digits:weight; no numbers of resellers
const RANGES = {
  mobile: '134:4 135:6 136:6 137:6 138:8 139:8 147:1 150:5 151:5 152:5 157:3 158:6 159:6 178:2 182:5 183:4 184:2 187:5 188:5 195:1 198:2 197:1',
  unicom: '130:5 131:5 132:4 155:4 156:4 166:2 175:2 176:3 185:4 186:5 196:1',
  telecom: '133:5 153:4 173:3 177:4 180:4 181:3 189:5 190:1 191:2 193:1 199:2',
  broadnet: '192:1',
};
const OPERATORS = [['mobile', 57], ['telecom', 24], ['unicom', 18], ['broadnet', 1]];
const PREFIXES = Object.fromEntries(Object.entries(RANGES).map(([operator, text]) => [
  operator, text.split(' ').map((entry) => { const [prefix, weight] = entry.split(':'); return [prefix, Number(weight)]; }),
]));

/** Gives numbers that were not given before. */
export class PhoneNumbers {
  constructor() {
    this.given = new Set();
  }

  next(random) {
    for (;;) {
      const operator = random.weighted(OPERATORS);
      const number = random.weighted(PREFIXES[operator]) + String(random.int(0, 99999999)).padStart(8, '0');
      if (!this.given.has(number)) {
        this.given.add(number);
        return { operator, number };
      }
    }
  }
}
