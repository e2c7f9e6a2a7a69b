// What the staff wrote down: each step of a lead, and calls to customers.

import { ANCHOR, at, busyDayNear, day, OPENING, openMinute } from './calendar.mjs';

const STEPS = ['contacted', 'invited', 'visited', 'quoted'];
const FIRST = ['已电话联系,客户说{wish},约周末再聊', '加了微信,发了产品资料', '客户在上班,晚上再联系', '简单介绍了{model},客户有兴趣', '问了预算,大约 {budget} 元'];
const INVITE = ['邀请到店体验,客户说周末过来', '告知到店有贴膜赠送,已约时间', '发了门店定位,客户答应来看', '约好带旧机来估价'];
const VISIT = ['到店体验了{model},手感满意,想再对比', '看了真机,喜欢颜色,嫌价格偏高', '带家人一起来看,需要商量', '旧机估价后有点犹豫', '试拍了照片,对比了两款'];
const QUOTE = ['报价 {budget} 元,含贴膜和碎屏险', '又送一条数据线,等客户回复', '客户拿网上价格来比,已申请优惠', '可以分期 12 期,客户考虑中', '告知活动到周日截止'];
const SATISFIED = ['回访使用情况,客户满意', '客户反映充电慢,已指导设置', '询问贴膜有无气泡,一切正常', '教客户迁移微信记录', '提醒保修期和碎屏险报案方式', '客户说拍照很好,愿意推荐朋友'];
const TRADE = ['提醒手机已用两年,介绍换新补贴', '发送以旧换新估价,客户想等新品', '客户说还能再用一年', '约到店估价'];
const CARE = ['节日问候', '生日祝福,告知有专享券', '邀请参加会员日', '新品到店通知'];
const BY_STEP = { contacted: ['firstCall', FIRST], invited: ['invite', INVITE], visited: ['invite', VISIT], quoted: ['quote', QUOTE] };

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

export class Diary {
  constructor({ random, catalogue, staff }) {
    Object.assign(this, { random, staff });
    this.models = new Map(catalogue.all.map((product) => [product.code, product.model || product.name]));
    this.rows = [];
  }

  make(leads, customers, sales, repairs) {
    for (const lead of leads) this.ofLead(lead);
    for (const sale of sales) this.afterSale(sale);
    for (const order of repairs) this.afterRepair(order);
    for (const customer of customers) this.care(customer);
    return this.rows.sort((a, b) => (a.followedAt < b.followedAt ? -1 : a.followedAt > b.followedAt ? 1 : 0));
  }

  put(row) {
    if (row.method === 'phone' && row.outcome !== 'noAnswer') row.talkTime = `PT${this.random.int(1, 9)}M${this.random.int(5, 55)}S`;
    this.rows.push(row);
  }

  ofLead(lead) {
    const { random } = this;
    const reached = lead._reached === 'won' ? 4 : STEPS.indexOf(lead._reached) + 1;
    const writer = lead.owner || this.staff.clerkOf(lead._store, random);
    const values = { wish: '想先了解一下', model: this.models.get(lead.interestedProduct) ?? '几款新机', budget: lead.budget || lead.expectedAmount || 3000 };
    const missed = lead.stage === 'lost' && reached === 0 ? random.int(1, 3) : random.chance(0.18) ? 1 : 0;
    const total = missed + reached;
    for (let i = 0; i < total; i++) {
      const date = lead._day + Math.round(((lead._last - lead._day) * (i + 1)) / (total + 0.6));
      const common = { lead: lead.number, customer: lead.customer, followedAt: this.after(lead, date), owner: writer, orgUnit: lead.orgUnit };
      if (i < missed) this.put({ ...common, method: 'phone', purpose: 'firstCall', content: random.pick(['未接通,稍后再打', '关机', '无人接听,已发短信']), outcome: 'noAnswer' });
      else this.step(lead, STEPS[i - missed], i === total - 1, common, values);
    }
  }

  /** Never before the lead itself, never after its end. */
  after(lead, date) {
    const minute = openMinute(this.random);
    const time = at(Math.min(date, ANCHOR), minute);
    const early = at(lead._day, Math.min(1439, Number(lead.createdAt.slice(11, 13)) * 60 + Number(lead.createdAt.slice(14, 16)) + 20));
    const later = time > lead.createdAt ? time : early;
    const written = lead.closedAt && later > lead.closedAt ? lead.closedAt : later;
    if (!lead.lastFollowedAt || lead.lastFollowedAt < written) lead.lastFollowedAt = written;
    return written;
  }

  step(lead, step, isLast, common, values) {
    const { random } = this;
    const [purpose, texts] = BY_STEP[step];
    const method = step === 'visited' ? 'visit' : random.weighted([['phone', 58], ['wechat', 40], ['sms', 2]]);
    const end = lead.stage === 'lost' ? 'refused' : 'considering';
    const outcome = isLast && lead.stage === 'lost' ? end : step === 'invited' ? 'booked' : step === 'contacted' ? 'interested' : 'considering';
    const next = isLast && lead.owner && !['won', 'lost'].includes(lead.stage) ? at(ANCHOR + random.int(0, 4), openMinute(random)) : '';
    this.put({ ...common, method, purpose, content: fill(random.pick(texts), values), outcome, nextAt: next > common.followedAt ? next : '' });
  }

  afterSale(sale) {
    const { random } = this;
    const date = sale._day + 3;
    if (!sale._phone || sale.status !== 'paid' || date > ANCHOR || !random.chance(0.24)) return;
    const outcome = random.weighted([['done', 80], ['noAnswer', 20]]);
    this.put({
      customer: sale.customer, followedAt: at(date, openMinute(random)), method: random.weighted([['phone', 6], ['wechat', 4]]), purpose: 'satisfaction',
      content: outcome === 'done' ? random.pick(SATISFIED) : '未接通', outcome, owner: sale.owner, orgUnit: sale.orgUnit,
    });
  }

  afterRepair(order) {
    if (!order._done || order._done + 2 > ANCHOR || !this.random.chance(0.25)) return;
    this.put({
      customer: order.customer, followedAt: at(order._done + 2, openMinute(this.random)), method: 'phone', purpose: 'service',
      content: '维修后回访,使用正常', outcome: 'done', owner: order.owner, orgUnit: order.orgUnit,
    });
  }

  care(customer) {
    const { random } = this;
    const old = customer.phoneBoughtOn && day(customer.phoneBoughtOn) < ANCHOR - 700;
    if (!random.chance(old ? 0.4 : 0.1)) return;
    const date = busyDayNear(random, Math.max(customer._arrival + 5, OPENING + 30, ANCHOR - random.int(1, 300)), 3);
    if (date === null || date < customer._arrival) return;
    this.put({
      customer: customer.phone, followedAt: at(date, openMinute(random)), method: random.weighted([['wechat', 6], ['phone', 4]]), purpose: old ? 'tradeIn' : 'care',
      content: random.pick(old ? TRADE : CARE), outcome: old ? random.weighted([['considering', 5], ['interested', 3], ['refused', 2]]) : 'done',
      owner: customer.owner || this.staff.clerkOf(customer._store, random), orgUnit: customer.orgUnit,
    });
  }
}
