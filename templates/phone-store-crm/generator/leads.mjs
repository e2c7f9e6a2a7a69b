// Leads: those that became sales, those that were lost, and those that are open on the last day.

import { ANCHOR, at, busyDayNear, iso, openMinute } from './calendar.mjs';
import { personName } from './names.mjs';
import { STORES } from './places.mjs';

const SINCE = ANCHOR - 425;
const LOST = 2450;
const OPEN = 340;
const STAGES = ['new', 'contacted', 'invited', 'visited', 'quoted'];
const OPEN_STAGES = [['new', 26], ['contacted', 29], ['invited', 18], ['visited', 14], ['quoted', 13]];
// how far a lead had come when it was lost
const LOST_AFTER = [['new', 22], ['contacted', 34], ['invited', 18], ['visited', 14], ['quoted', 12]];
const REASONS = {
  new: [['unreachable', 70], ['noNeed', 25], ['other', 5]],
  contacted: [['noNeed', 34], ['online', 20], ['price', 18], ['unreachable', 16], ['competitor', 12]],
  invited: [['noNeed', 22], ['competitor', 26], ['online', 26], ['price', 16], ['outOfStock', 10]],
  visited: [['price', 32], ['competitor', 18], ['outOfStock', 18], ['model', 16], ['service', 6], ['online', 10]],
  quoted: [['price', 48], ['online', 22], ['competitor', 18], ['outOfStock', 8], ['service', 4]],
};
const SOURCES = [['walkIn', 26], ['wechat', 27], ['online', 22], ['phone', 11], ['referral', 14]];
const BRANDS = [['apple', 27], ['huawei', 24], ['xiaomi', 16], ['vivo', 9], ['oppo', 9], ['honor', 9], ['samsung', 2], ['oneplus', 2], ['iqoo', 2]];
const NEEDS = ['想看看最新款,对比一下价格', '手机卡顿,想换大内存', '拍照要好,经常发视频', '给父母换一台,字体大、声音大', '打游戏不发热,电池耐用', '想以旧换新,旧机能抵多少', '需要开公司发票', '孩子上大学用,预算有限', '续航要长,经常出差', '想分期,问问有没有免息', '只考虑直屏', '想要折叠屏,先来体验'];
const OTHER_NOTES = ['客户搬到外地', '公司统一配发手机', '家人送了一台'];
const STORE_WEIGHTS = STORES.map((store) => [store, store.size]);

const TOUCHES = { new: 0, contacted: 1, invited: 2, visited: 3, quoted: 4, won: 4 };

export class LeadBook {
  constructor({ random, catalogue, numbers, numbering, staff, campaigns }) {
    Object.assign(this, { random, catalogue, numbers, numbering, staff, campaigns });
    this.leads = [];
  }

  make(sales) {
    this.fromSales(sales);
    const customers = [...new Set(sales.map((sale) => sale._customer))];
    for (let i = 0; i < LOST; i++) this.lost(customers);
    for (let i = 0; i < OPEN; i++) this.open(customers);
    const order = (lead) => lead.createdAt + lead.phone;
    this.leads.sort((a, b) => (order(a) < order(b) ? -1 : 1));
    for (const lead of this.leads) {
      lead.number = this.numbering.next('XS', lead._day, 'yyyyMMdd', 4);
      if (lead._sale) lead._sale.lead = lead.number;
    }
    return this.leads;
  }

  /** New buyers and some regulars were leads for a few days before they bought. */
  fromSales(sales) {
    for (const sale of sales) {
      if (!sale._phone || sale._day < SINCE + 20 || sale.status !== 'paid' || !this.random.chance(sale._first ? 0.5 : 0.28)) continue;
      const customer = sale._customer;
      const took = this.random.weighted([[1, 20], [2, 18], [3, 15], [5, 14], [8, 12], [13, 8], [20, 4]]);
      this.put({
        name: customer.name, phone: customer.phone, source: sale._first && customer.source !== 'import' ? customer.source : this.random.weighted(SOURCES),
        store: customer.store, customer: customer.phone, owner: sale.owner, orgUnit: customer.orgUnit, interestedBrand: sale._phone.brand,
        interestedProduct: sale._phone.code, budget: Math.round(sale._phone.price / 500) * 500, stage: 'won', campaign: sale.campaign,
        tradeInModel: sale.tradeInModel, quotedAmount: sale._goods - (sale.discount ?? 0), expectedAmount: sale._goods,
        closedAt: sale.soldAt, intentScore: this.random.int(70, 98), _day: sale._day - took, _last: sale._day, _sale: sale, _reached: 'won',
      });
    }
  }

  stranger(customers) {
    const { random } = this;
    if (random.chance(0.09)) {
      const customer = random.pick(customers);
      return { name: customer.name, phone: customer.phone, customer: customer.phone, store: customer.store, orgUnit: customer.orgUnit, _store: customer._store };
    }
    const store = random.weighted(STORE_WEIGHTS);
    const born = random.int(1965, 2008);
    return { name: personName(random, random.chance(0.54) ? 'male' : 'female', born), phone: this.numbers.next(random).number, store: store.code, orgUnit: store.key, _store: store };
  }

  wish(date) {
    const { random } = this;
    const brand = random.weighted(BRANDS);
    const phones = this.catalogue.phonesOn(date).filter(([phone]) => phone.brand === brand);
    const phone = phones.length > 0 && random.chance(0.7) ? random.weighted(phones) : null;
    const budget = phone ? Math.round(this.catalogue.priceOn(phone, date) / 500) * 500 : random.pick([1500, 2000, 3000, 4000, 5000, 6000, 8000]);
    return { interestedBrand: brand, interestedProduct: phone?.code, budget: random.chance(0.75) ? budget : '', _budget: budget };
  }

  lost(customers) {
    const { random } = this;
    const date = busyDayNear(random, random.int(SINCE, ANCHOR - 12), 6);
    const reached = random.weighted(LOST_AFTER);
    const reason = random.weighted(REASONS[reached]);
    const person = this.stranger(customers);
    const wish = this.wish(date);
    const closed = Math.min(ANCHOR, date + random.int(3, 10) + TOUCHES[reached] * random.int(2, 6));
    this.put({
      ...person, ...wish, source: random.weighted(SOURCES), owner: this.staff.clerkOf(person._store, random), stage: 'lost', lostReason: reason,
      lostNote: reason === 'other' ? random.pick(OTHER_NOTES) : reason === 'price' && random.chance(0.4) ? `差价约 ${random.pick([100, 150, 200, 300, 500])} 元` : '',
      quotedAmount: reached === 'quoted' ? wish._budget : '', expectedAmount: wish._budget, intentScore: random.int(5, 20) + TOUCHES[reached] * 12,
      closedAt: at(closed, openMinute(random)), campaign: this.campaignOn(date), _day: date, _last: closed, _reached: reached,
    });
  }

  open(customers) {
    const { random } = this;
    const stage = random.weighted(OPEN_STAGES);
    const age = stage === 'new' ? random.int(0, 6) : random.int(1, 8) + TOUCHES[stage] * random.int(1, 7);
    const date = ANCHOR - age;
    const person = this.stranger(customers);
    const wish = this.wish(date);
    // not followed for a week: back in the pool, without an owner
    const pooled = age >= 9 ? random.chance(0.34) : stage === 'new' && random.chance(0.4);
    const visited = STAGES.indexOf(stage) >= 3;
    const visit = stage === 'invited' ? ANCHOR + random.int(0, 5) : visited ? Math.max(date, ANCHOR - random.int(1, 8)) : null;
    this.put({
      ...person, ...wish, source: random.weighted(SOURCES), owner: pooled ? '' : this.staff.clerkOf(person._store, random), stage,
      visitAt: visit === null ? '' : at(visit, openMinute(random)), expectedAmount: stage === 'new' ? '' : wish._budget,
      expectedOn: stage === 'new' ? '' : iso(ANCHOR + random.int(1, 20)), quotedAmount: stage === 'quoted' ? Math.round(wish._budget * random.between(0.92, 1.02) / 10) * 10 : '',
      intentScore: Math.min(95, random.int(15, 40) + TOUCHES[stage] * 13), campaign: this.campaignOn(date),
      _day: date, _last: pooled ? Math.min(ANCHOR - 7, date + 2) : Math.max(date, ANCHOR - random.int(0, 5)), _reached: stage,
    });
  }

  campaignOn(date) {
    const running = this.campaigns.filter((campaign) => campaign.first <= date && date <= campaign.last && !campaign.isPrivate);
    return running.length > 0 && this.random.chance(0.35) ? this.random.pick(running).code : undefined;
  }

  put(lead) {
    const { random } = this;
    lead.wechat = lead.source === 'wechat' ? `wx${lead.phone.slice(3)}` : '';
    lead.purpose = [random.weighted([['self', 62], ['gift', 8], ['parents', 14], ['child', 8], ['work', 5], ['gaming', 3]])];
    lead.needs = random.chance(0.6) ? random.pick(NEEDS) : '';
    lead.createdAt = at(lead._day, openMinute(random));
    this.leads.push(lead);
  }
}
