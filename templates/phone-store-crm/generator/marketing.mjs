// Campaigns, tags and coupons.

import { addMonths, ANCHOR, day, iso } from './calendar.mjs';
import { paidAmount } from './sales.mjs';

// code | name | kind | from | to | brand or * | channels | tags | private | budget | products (beginning of code) | what
const CAMPAIGNS = `
HD2406-618|2024 年中 618 购机节|festival|2024-06-01|2024-06-20|*|wechat poster sms||false|30000|PURA70 RENO12 HR200|到店购机满 2000 减 100,上不封顶送贴膜
HD2409-IP16|iPhone 16 新品首发|launch|2024-09-20|2024-10-07|apple|wechat sms poster|果粉|false|26000|IP16|首发当天开店,旧机最高抵 5000 元
HD2411-D11|2024 双 11 门店同价|festival|2024-11-01|2024-11-11|*|wechat shortVideo poster||false|36000|MI15 X200 RDK80|线上线下同价,现场提货
HD2412-MATE|Mate 70 预约到店|launch|2024-12-04|2024-12-22|huawei|wechat phone|花粉|false|18000|MATE70|预约客户优先提货,送碎屏险
HD2501-CNY|2025 年货节 给爸妈换新机|festival|2025-01-08|2025-01-27|*|wechat poster||false|22000|ENJ70 HRX60 A5P|长辈机立减,免费设置长辈模式
HD2503-TRADE|2025 春季以旧换新|tradeIn|2025-03-08|2025-04-06|*|wechat sms shortVideo|待换机客户|false|24000|MI15 RENO13 MATE70|旧机估价再加 200 元
HD2506-618|2025 年中 618 购机节|festival|2025-06-01|2025-06-20|*|wechat poster sms||false|34000|NOVA14 RENO14 HR400|到店购机满 2000 减 100,学生再减 100
HD2508-STUD|2025 开学季 学生专享|member|2025-08-15|2025-09-10|*|wechat shortVideo|学生党|false|20000|RDT4 HRX70 Y500|凭录取通知书或学生证享专享价
HD2509-IP17|iPhone 17 新品首发|launch|2025-09-19|2025-10-08|apple|wechat sms poster|果粉|false|30000|IP17|首发当天开店,老客户优先
HD2511-D11|2025 双 11 门店同价|festival|2025-11-01|2025-11-11|*|wechat shortVideo poster||false|40000|MI17 X300 RDK90|线上线下同价,现场提货
HD2512-VIP|高价值客户年末答谢|member|2025-12-13|2025-12-31|*|phone wechat|高价值客户|true|16000|MATE80P IP17PM|不对外公开的配件五折和贴膜终身免费
HD2602-CNY|2026 年货节 团圆换新|festival|2026-01-24|2026-02-14|*|wechat poster||false|26000|NOVA15 HR500 S50|两台同购第二台减 200
HD2604-WAKE|老朋友回家 沉睡客户唤醒|winBack|2026-04-01|2026-04-30|*|sms phone|易流失|false|12000|ENJ90 RDT5|一年未到店客户送 50 元无门槛券
HD2606-618|2026 年中 618 购机节|festival|2026-06-01|2026-06-20|*|wechat poster sms||false|38000|PURA90 RENO16 S60|到店购机满 2000 减 100,以旧换新再加 200
HD2607-CARE|暑期免费清洁服务日|service|2026-07-11|2026-08-16|*|wechat poster|配件常客|false|6000|SVC-CLEAN|免费清洁和电池检测
HD2609-IP18|iPhone 18 Pro 新品首发|launch|2026-09-18|2026-10-08|apple|wechat sms poster|果粉|false|32000|IP18|首发当天开店,老客户优先
HD2611-D11|2026 双 11 门店同价|festival|2026-11-01|2026-11-11|*|wechat shortVideo poster||false|42000|MI18 MI17 MATE80|线上线下同价,现场提货
HD2611-GAME|游戏手机评测与预购|launch|2026-11-14|2026-11-30|*|wechat sms|游戏爱好者|false|9000|RDK90 IQ15 OP15|新机到店试玩,预购送散热器
HD2612-NY|2027 元旦换新季|tradeIn|2026-12-19|2027-01-03|*|wechat poster|待换机客户|false|24000|MATE80 IP18P|旧机估价再加 300 元`;

export function makeCampaigns() {
  return CAMPAIGNS.trim().split('\n').map((line) => {
    const [code, name, kind, from, to, brand, channels, tags, isPrivate, budget, products, description] = line.split('|');
    const [first, last] = [day(from), day(to)];
    const takes = (sale) => sale._day >= first && sale._day <= last && isPrivate === 'false' && (brand === '*' ? kind !== 'service' && sale._goods >= 200 : sale._phone?.brand === brand);
    return { code, name, kind, first, last, channels: channels.split(' '), targetTags: tags ? tags.split(' ') : [], isPrivate: isPrivate === 'true', budget: Number(budget), products: products.split(' '), description, takes };
  });
}

export function campaignRows(random, campaigns, catalogue) {
  return campaigns.map((campaign) => {
    const status = campaign.last < ANCHOR ? 'finished' : campaign.first > ANCHOR ? 'planned' : 'running';
    return {
      code: campaign.code, name: campaign.name, kind: campaign.kind, status, startsOn: iso(campaign.first), endsOn: iso(campaign.last),
      organizer: 'owner', scope: 'company', channels: campaign.channels, description: campaign.description, targetTags: campaign.targetTags,
      products: catalogue.all.filter((product) => campaign.products.some((start) => product.code.startsWith(`${start}-`) || product.code === start || product.slug?.toUpperCase() === start)).map((product) => product.code).slice(0, 8),
      isPrivate: campaign.isPrivate, controlShare: hasControl(campaign) ? 0.1 : '',
      budget: campaign.budget, cost: status === 'finished' ? Math.round((campaign.budget * random.between(0.82, 1.12)) / 10) * 10 : '',
      owner: 'owner', orgUnit: 'company',
    };
  });
}

/** Whether some of whom a campaign is for are left alone, to compare with. */
export const hasControl = ({ kind, code }) => kind === 'winBack' || kind === 'member' || code === 'HD2609-IP18';

// name | kind | colour | kept by a rule | meaning
export const TAGS = `
果粉|brand|#8c8c8c|true|在用苹果手机,或一年内买过两件苹果产品
花粉|brand|#cf1322|true|在用华为手机,且品牌偏好为华为
米粉|brand|#fa8c16|true|在用小米或 REDMI 手机
游戏爱好者|interest|#722ed1|true|兴趣含游戏,或买过游戏向手机
摄影爱好者|interest|#13c2c2|true|兴趣含摄影,或在用影像旗舰
商务人士|occupation|#1d39c4|true|个体经商、企业客户,或买过商务旗舰
学生党|occupation|#52c41a|true|职业为学生
长辈用户|occupation|#a0d911|true|六十岁以上,推荐大字体和长辈模式
高价值客户|value|#d4af37|true|累计消费满 15000 元
价格敏感|value|#ffa940|false|多次询价、只在活动时购买
待换机客户|lifecycle|#eb2f96|true|在用手机购机满两年
新客|lifecycle|#36cfc9|true|三十天内首次到店
易流失|lifecycle|#595959|true|一年未到店
配件常客|service|#2f54eb|true|一年内买过三次以上配件
企业客户|occupation|#08979c|true|客户类型为企业
愿意推荐|service|#f5222d|false|介绍过朋友到店
常给家人买|occupation|#9254de|false|给父母、孩子买手机,介绍长辈机和学生机
关注以旧换新|service|#13a8a8|false|问过旧机估价,新机上市时先联系
要开发票|service|#8c8c8c|false|每次购买都要发票,先核对抬头
只用微信联系|service|#73d13d|false|不接电话,先发微信
高意向|lifecycle|#fa541c|true|近30天的咨询、报价和活动满60分`;

export function tagRows() {
  return TAGS.trim().split('\n').map((line) => {
    const [name, kind, color, automatic, meaning] = line.split('|');
    return { name, kind, color, automatic, meaning, owner: 'owner', orgUnit: 'company' };
  });
}

/** The tags that the rules above give to a customer on the last day of the data. */
export function tagsOf(random, customer, referrers) {
  const paid = (customer._sales ?? []).filter((sale) => sale.status === 'paid');
  const bought = (highlight) => paid.some((sale) => sale._phone?.highlights.includes(highlight) && !sale._forFamily);
  const smallThisYear = paid.filter((sale) => sale._kind === 'accessory' && sale._day > ANCHOR - 365).length;
  const brand = customer._phone?.brand;
  const born = customer.birthday && addMonths(day(customer.birthday), 720);
  const rules = [
    ['果粉', brand === 'apple'],
    ['花粉', brand === 'huawei' && customer.brandPreference === 'huawei'],
    ['米粉', brand === 'xiaomi'],
    ['游戏爱好者', customer.interests.includes('gaming') || bought('gaming') && brand !== 'apple'],
    ['摄影爱好者', customer.interests.includes('photography')],
    ['商务人士', customer.occupation === 'business' || (bought('business') && random.chance(0.4))],
    ['学生党', customer.occupation === 'student'],
    ['长辈用户', born && born <= ANCHOR],
    ['高价值客户', paid.reduce((sum, sale) => sum + paidAmount(sale), 0) >= 15000],
    ['价格敏感', random.chance(0.04)],
    ['待换机客户', customer.phoneBoughtOn && day(customer.phoneBoughtOn) <= addMonths(ANCHOR, -24)],
    ['新客', customer._arrival > ANCHOR - 30],
    ['易流失', customer.lastVisit && day(customer.lastVisit) < addMonths(ANCHOR, -12)],
    ['配件常客', smallThisYear >= 3],
    ['企业客户', customer.kind === 'company'],
    ['愿意推荐', referrers.has(customer.phone) && random.chance(0.6)],
  ];
  return rules.filter(([, holds]) => holds).map(([name]) => name);
}

const coupon = (customer, fields) => ({ kind: 'cash', minimumSpend: 0, customer: customer.phone, owner: customer.owner, orgUnit: customer.orgUnit, ...fields });

/** Coupons that sales used, and those that still wait or ran out; sales learn the code of theirs. */
export function makeCoupons(random, numbering, customers, sales) {
  const issued = [];
  for (const sale of sales) if (sale.discountReason === 'coupon') issued.push(redeemedBy(random, sale));
  for (const customer of customers) {
    const birthday = birthdayCoupon(random, customer);
    if (birthday) issued.push(birthday);
    if (customer._arrival > ANCHOR - 240 && !customer._legacy && random.chance(0.4)) {
      const from = customer._arrival;
      issued.push(coupon(customer, { name: '新客礼 30 元券', value: 30, minimumSpend: 99, reason: 'welcome', validFrom: from, validUntil: from + 60, status: 'issued' }));
    }
    if (customer.lastVisit && day(customer.lastVisit) < day('2025-04-01') && random.chance(0.3)) {
      const from = day('2026-04-01');
      issued.push(coupon(customer, { name: '老朋友回家 50 元券', value: 50, campaign: 'HD2604-WAKE', reason: 'winBack', validFrom: from, validUntil: from + 60, status: 'issued' }));
    }
    if (customer._vip && random.chance(0.5)) {
      issued.push(coupon(customer, { kind: 'discount', name: '会员配件八五折券', discountRate: 0.15, reason: 'campaign', validFrom: day('2026-11-01'), validUntil: day('2026-12-31'), status: 'issued' }));
    }
  }
  issued.sort((a, b) => a.validFrom - b.validFrom || (a.customer < b.customer ? -1 : 1));
  return issued.map(({ _sale, ...row }) => {
    const code = numbering.next('YHQ', row.validFrom, 'yyMMdd', 5);
    if (_sale) _sale.coupon = code;
    return { code, ...row, validFrom: iso(row.validFrom), validUntil: iso(row.validUntil) };
  });
}

function redeemedBy(random, sale) {
  const from = Math.max(sale._customer._arrival, sale._day - random.int(1, 28));
  const [name, reason] = random.weighted([[['到店回访券', 'visitFollowUp'], 3], [['会员日代金券', 'campaign'], 4], [['服务补偿券', 'apology'], 1]]);
  return coupon(sale._customer, {
    name: `${name} ${sale.discount} 元`, value: sale.discount, minimumSpend: 0, reason, validFrom: from, validUntil: from + 30,
    status: sale.status === 'draft' ? 'issued' : 'redeemed', redeemedAt: sale.status === 'draft' ? '' : sale.soldAt, _sale: sale,
  });
}

function birthdayCoupon(random, customer) {
  if (!customer.birthday || !random.chance(0.55)) return null;
  const monthDay = customer.birthday.slice(5) === '02-29' ? '02-28' : customer.birthday.slice(5);
  const birthday = day(`2026-${monthDay}`);
  if (birthday < ANCHOR - 180 || birthday > ANCHOR + 1 || customer._arrival > birthday) return null;
  return coupon(customer, {
    name: '生日专享 50 元券', value: 50, minimumSpend: 199, reason: 'birthday', validFrom: birthday - 1, validUntil: birthday + 30,
    status: 'issued',
  });
}
