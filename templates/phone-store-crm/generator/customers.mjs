// Who the customers are. What they buy is the matter of journeys.mjs.

import { ANCHOR, at, busyDayNear, iso, openMinute, OPENING } from './calendar.mjs';
import { personName } from './names.mjs';
import { STORES } from './places.mjs';

export const CUSTOMER_COUNT = 5800;
const LEGACY_SHARE = 0.34;

const BRANDS = {
  student: [['apple', 24], ['xiaomi', 22], ['honor', 12], ['iqoo', 11], ['vivo', 10], ['oppo', 9], ['oneplus', 6], ['realme', 4], ['huawei', 8]],
  young: [['apple', 30], ['huawei', 17], ['xiaomi', 18], ['vivo', 11], ['oppo', 11], ['honor', 8], ['oneplus', 4], ['iqoo', 4], ['samsung', 3]],
  settled: [['huawei', 32], ['apple', 24], ['xiaomi', 13], ['honor', 10], ['oppo', 9], ['vivo', 9], ['samsung', 4]],
  older: [['huawei', 34], ['honor', 17], ['oppo', 15], ['vivo', 15], ['xiaomi', 12], ['apple', 9]],
};

const OCCUPATIONS = {
  student: [['student', 94], ['freelance', 6]],
  young: [['office', 40], ['technical', 18], ['worker', 15], ['freelance', 12], ['professional', 9], ['business', 8], ['publicService', 6]],
  settled: [['office', 28], ['business', 20], ['worker', 18], ['professional', 14], ['publicService', 13], ['technical', 10], ['freelance', 5]],
  older: [['retired', 60], ['worker', 14], ['business', 14], ['publicService', 10], ['professional', 8]],
};

// budget for a phone: [value, weight] by generation
const BUDGETS = {
  student: [[1500, 25], [2500, 40], [4000, 20], [6000, 15]],
  young: [[1500, 12], [2500, 28], [4500, 28], [6500, 20], [9000, 12]],
  settled: [[1500, 12], [2500, 25], [4500, 28], [6500, 20], [9500, 15]],
  older: [[1300, 48], [2500, 32], [4500, 14], [6500, 6]],
};

const INTERESTS = {
  student: [['gaming', 5], ['video', 4], ['music', 4], ['sports', 3], ['photography', 2], ['travel', 1]],
  young: [['gaming', 3], ['photography', 3], ['travel', 4], ['sports', 3], ['video', 3], ['music', 2], ['parenting', 2], ['business', 2]],
  settled: [['parenting', 4], ['travel', 3], ['business', 3], ['sports', 2], ['reading', 2], ['photography', 2], ['video', 2]],
  older: [['video', 4], ['photography', 3], ['travel', 3], ['music', 2], ['reading', 2]],
};

const SOURCES = [['walkIn', 52], ['referral', 16], ['wechat', 14], ['online', 12], ['phone', 6]];
const ROADS = '人民路 建设路 解放路 中山路 和平路 新华路 文化路 光明路 幸福路 学府路 滨河路 迎宾路'.split(' ');
const COMPANIES = '科技有限公司 商贸有限公司 物流有限公司 装饰工程有限公司 餐饮管理有限公司 教育咨询有限公司 电子有限公司'.split(' ');
const BRANDING = '恒达 华信 众诚 瑞丰 鼎盛 明远 启航 嘉禾 博雅 宏图 天成 锦绣 安泰 新元 汇通'.split(' ');
const TAX_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const STORE_WEIGHTS = STORES.map((store) => [store, store.size]);

function generationOf(age) {
  if (age < 23) return 'student';
  if (age < 36) return 'young';
  return age < 57 ? 'settled' : 'older';
}

function birthdayOf(random) {
  const age = random.weighted([[random.int(16, 22), 20], [random.int(23, 29), 27], [random.int(30, 39), 27], [random.int(40, 49), 13], [random.int(50, 59), 8], [random.int(60, 76), 5]]);
  return ANCHOR - Math.round(age * 365.25) - random.int(0, 364);
}

const ageOn = (birth, date) => Math.floor((date - birth) / 365.25);

function arrivalOf(random, legacy) {
  if (legacy) return OPENING + random.int(0, 30);
  const wanted = OPENING + Math.floor(random.next() * (ANCHOR - OPENING + 30));
  return busyDayNear(random, wanted, 40);
}

/** All customers in the order in which they came; `_` properties are for the generator only. */
export function makeCustomers(random, numbers, staff) {
  const customers = [];
  for (let i = 0; i < CUSTOMER_COUNT; i++) customers.push(makeCustomer(random, numbers, staff));
  customers.sort((a, b) => a._arrival - b._arrival || (a.phone < b.phone ? -1 : 1));
  referrals(random, customers);
  return customers;
}

function makeCustomer(random, numbers, staff) {
  const store = random.weighted(STORE_WEIGHTS);
  const legacy = random.chance(LEGACY_SHARE);
  const arrival = arrivalOf(random, legacy);
  const birth = birthdayOf(random);
  const generation = generationOf(ageOn(birth, ANCHOR));
  const gender = random.chance(0.53) ? 'male' : 'female';
  const { operator, number } = numbers.next(random);
  const brand = random.weighted(BRANDS[generation]);
  // a small part always buys the newest and best
  const fan = generation !== 'older' && random.chance(0.07);
  let budget = fan ? random.pick([9500, 9500, 11500]) : random.weighted(BUDGETS[generation]);
  if (brand === 'apple' && budget < 4000) budget = random.weighted([[4600, 5], [5800, 4]]);
  const customer = {
    name: personName(random, gender, Number(iso(birth).slice(0, 4))),
    phone: number, gender, kind: 'person', city: store.city, store: store.code,
    region: random.weighted(store.districts.map((district, index) => [district, index === 0 ? 5 : 2])).code,
    birthday: random.chance(0.83) ? iso(birth) : '',
    source: legacy ? 'import' : random.weighted(SOURCES),
    occupation: random.weighted(OCCUPATIONS[generation]),
    brandPreference: random.chance(0.9) ? brand : '',
    orgUnit: store.key,
    createdAt: at(arrival, openMinute(random)),
    _store: store, _arrival: arrival, _legacy: legacy, _birth: birth, _generation: generation, _brand: brand, _budget: budget,
    _fan: fan, _cycle: fan ? random.int(10, 15) : Math.round(random.around(14, 40)),
    _clerk: staff.clerkOf(store, random),
  };
  addDetails(random, customer, operator);
  if (random.chance(0.022)) makeCompany(random, customer);
  return customer;
}

function addDetails(random, customer, operator) {
  const interests = [];
  for (let i = random.int(0, 3); i > 0; i--) interests.push(random.weighted(INTERESTS[customer._generation]));
  customer.interests = [...new Set(interests)];
  const low = Math.round((customer._budget * 0.7) / 100) * 100;
  if (random.chance(0.6)) Object.assign(customer, { budgetMin: low, budgetMax: Math.round((customer._budget * 1.3) / 100) * 100 });
  customer.replacementCycle = random.chance(0.55) ? customer._cycle : '';
  customer.operator = operator;
  customer.homeOperator = random.chance(0.35) ? random.weighted([['mobile', 45], ['telecom', 32], ['unicom', 18], ['broadnet', 3], ['none', 4]]) : '';
  customer.secondSlot = random.chance(0.3) ? random.weighted([['empty', 55], ['otherOperator', 22], ['sameOperator', 14], ['dataOnly', 9]]) : '';
  customer.wechat = random.chance(0.42) ? `wx${customer.phone.slice(3)}` : '';
  customer.email = random.chance(0.12) ? `${customer.phone}@example.com` : '';
  customer.address = random.chance(0.25) ? `${random.pick(ROADS)} ${random.int(1, 320)} 号` : '';
  customer.preferredContact = random.chance(0.5) ? random.weighted([['wechat', 6], ['phone', 3], ['sms', 1]]) : '';
  customer.preferredTime = random.chance(0.2) ? random.pick(['12:30', '18:30', '19:30', '20:00']) : '';
  customer.acceptsMessages = random.chance(0.88);
  if (random.chance(0.16) && customer._generation !== 'student') customer.family = familyOf(random, customer);
}

function familyOf(random, customer) {
  const rows = [];
  const spouse = { relation: 'spouse', name: customer.gender === 'male' ? '爱人' : '先生' };
  if (random.chance(0.6)) rows.push({ ...spouse, phoneModel: random.pick(['iPhone 13', 'iPhone 15', '华为 nova 11', '小米 13', 'OPPO Reno10', 'vivo S17']) });
  if (random.chance(0.5)) {
    const birth = ANCHOR - random.int(1500, 6500);
    rows.push({ relation: random.chance(0.5) ? 'son' : 'daughter', name: '孩子', birthday: iso(birth) });
  }
  if (rows.length === 0) rows.push({ relation: random.chance(0.5) ? 'father' : 'mother', name: '老人', phoneModel: random.pick(['荣耀 X50', '华为 畅享 60', 'OPPO A1']) });
  return rows;
}

function makeCompany(random, customer) {
  let tax = `91${customer.region}`;
  while (tax.length < 18) tax += random.pick([...TAX_SIGNS]);
  customer.kind = 'company';
  customer.company = `${customer.city}${random.pick(BRANDING)}${random.pick(COMPANIES)}`;
  customer.taxId = tax;
  customer.occupation = 'business';
}

/** A referred customer names somebody of the same shop who came earlier. */
function referrals(random, customers) {
  const known = new Map();
  for (const customer of customers) {
    const list = known.get(customer.store) ?? [];
    if (customer.source === 'referral' && list.length > 0) customer.referrer = random.pick(list).phone;
    list.push(customer);
    known.set(customer.store, list);
  }
}
