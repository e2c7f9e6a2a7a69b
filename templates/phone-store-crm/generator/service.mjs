// After the sale: warranties and insurance of each device, and repair orders.

import { addMonths, ANCHOR, at, busyDayNear, iso, openMinute } from './calendar.mjs';
import { deliveries } from './sales.mjs';

const COVER = {
  standard: ['battery', 'mainboard'],
  extended: ['battery', 'mainboard'],
  screen: ['screen'],
  accident: ['screen', 'water', 'drop'],
};

/** One warranty of the maker for each phone, and what was bought beside it. */
export function makeWarranties(numbering, sales) {
  const warranties = [];
  for (const { sale, phone, imei } of deliveries(sales)) {
    const put = (kind, from, until, price) => warranties.push({
      kind, customer: sale.customer, sale: sale.number, product: phone.code, imei, startsOn: from, endsOn: until - 1, coverage: COVER[kind],
      price, owner: sale.owner, orgUnit: sale.orgUnit, _sale: sale,
    });
    put('standard', sale._day, addMonths(sale._day, 12), 0);
    for (const line of sale._lines) {
      const code = line._product.code;
      if (code.startsWith('SVC-SCREEN')) put('screen', sale._day, addMonths(sale._day, 12), line.price);
      if (code === 'SVC-EXT1') put('extended', addMonths(sale._day, 12), addMonths(sale._day, 24), line.price);
      if (code === 'SVC-ACC1') put('accident', sale._day, addMonths(sale._day, 12), line.price);
      if (code === 'SVC-ACP') put('accident', sale._day, addMonths(sale._day, 24), line.price);
    }
  }
  for (const warranty of warranties) warranty.number = numbering.next('BX', warranty._sale._day, 'yyyyMMdd', 4);
  return warranties;
}

export const warrantyRows = (warranties) => warranties.map((row) => ({ ...row, startsOn: iso(row.startsOn), endsOn: iso(row.endsOn) }));

// fault | weight | words of the customer | part | share of the phone's price | labour | days
const FAULTS = [
  ['screen', 34, ['屏幕摔裂,触摸失灵一小块', '外屏碎了,显示正常', '屏幕有绿线'], '屏幕总成', 0.22, 80, 1],
  ['battery', 27, ['电池不耐用,半天就没电', '电池健康低于 80%,自动关机', '电池鼓包,后盖翘起'], '电池', 0.055, 60, 0],
  ['charging', 12, ['充电接触不良', '插上充电没反应'], '尾插排线', 0.03, 60, 1],
  ['water', 6, ['掉进水里,屏幕闪烁', '洗澡时进水,听筒没声音'], '主板清洗与排线', 0.08, 150, 3],
  ['camera', 5, ['后摄对焦发虚', '摄像头进灰'], '后置摄像头', 0.1, 80, 2],
  ['speaker', 5, ['听筒声音小', '外放有杂音'], '听筒组件', 0.03, 60, 1],
  ['noBoot', 4, ['不开机,充电无反应', '一直停在开机画面'], '主板维修', 0.15, 200, 4],
  ['system', 5, ['系统卡顿,要求刷机', '忘记锁屏密码,要求恢复'], null, 0, 50, 0],
  ['signal', 2, ['经常没有信号', '插卡不识别'], '天线排线', 0.04, 80, 2],
];
const OPEN_STATES = [['received', 18], ['diagnosing', 16], ['quoted', 14], ['waitingParts', 18], ['repairing', 16], ['ready', 18]];
const COMMENTS = ['速度快,服务好', '师傅很耐心', '修好和新的一样', '价格公道', '等的时间有点长', '没有提前说明费用', ''];

export class Workshop {
  constructor({ random, numbering, staff }) {
    Object.assign(this, { random, numbering, staff });
    this.orders = [];
  }

  make(sales, warranties, customers) {
    const covers = new Map();
    for (const warranty of warranties) covers.set(warranty.imei, [...(covers.get(warranty.imei) ?? []), warranty]);
    for (const { sale, phone, imei } of deliveries(sales)) {
      const device = { customer: sale._customer, model: phone.model, price: phone.price, product: phone.code, imei };
      if (this.random.chance(0.18)) this.receive(device, sale._day + this.random.int(20, 760), covers.get(imei));
      // the bench is never empty
      else if (sale._day < ANCHOR - 30 && this.random.chance(0.012)) this.receive(device, ANCHOR - this.random.int(0, 6), covers.get(imei));
    }
    for (const customer of customers) {
      if (customer._legacy && this.random.chance(0.2)) {
        const old = this.random.pick([['iPhone 12', 5499], ['iPhone 13', 5199], ['华为 P50', 4488], ['小米 12', 3699], ['OPPO Reno9', 2499], ['vivo S16', 2499], ['荣耀 80', 2699], ['Redmi K50', 2399]]);
        this.receive({ customer, model: old[0], price: old[1] }, customer._arrival + this.random.int(5, 880), []);
      }
    }
    const key = (order) => order.receivedAt + order.customer;
    this.orders.sort((a, b) => (key(a) < key(b) ? -1 : 1));
    for (const order of this.orders) order.number = this.numbering.next('WX', order._day, 'yyyyMMdd', 3);
    return this.orders;
  }

  receive(device, wanted, covers) {
    const { random } = this;
    const date = wanted > ANCHOR ? null : busyDayNear(random, wanted, 5);
    if (date === null) return;
    const fault = random.weighted(FAULTS.map((entry) => [entry, entry[1]]));
    const [kind, , words, , , , days] = fault;
    const customer = device.customer;
    const age = ANCHOR - date;
    const status = age > days + 7 ? (random.chance(0.94) ? 'delivered' : 'cancelled') : random.weighted(OPEN_STATES);
    const order = {
      customer: customer.phone, store: customer.store, product: device.product, deviceModel: device.model, imei: device.imei, faultKinds: [kind],
      faultDescription: random.pick(words), dataBackedUp: random.chance(0.7), receivedAt: at(date, Math.min(openMinute(random), 1230)), promisedOn: iso(date + days + 1),
      urgency: random.chance(0.12) ? 'urgent' : 'normal', status, repairUnit: customer._store.region, orgUnit: customer.orgUnit,
      owner: this.staff.clerkOf(customer._store, random), _day: date, _customer: customer,
    };
    if (status !== 'received') order.technician = this.staff.technicians.get(customer._store.region);
    this.cover(order, kind, date, covers);
    if (!['received', 'diagnosing', 'cancelled'].includes(status)) this.costs(order, fault, device);
    if (status === 'delivered') this.deliver(order, date, days);
    this.orders.push(order);
  }

  cover(order, fault, date, covers) {
    const kinds = fault === 'screen' ? ['screen', 'accident'] : fault === 'water' ? ['accident'] : ['standard', 'extended'];
    const found = covers.find((warranty) => kinds.includes(warranty.kind) && warranty.startsOn <= date && date <= warranty.endsOn);
    if (found && fault !== 'system') Object.assign(order, { isCovered: true, warranty: found.number });
  }

  costs(order, [, , , part, share, labour], device) {
    order.laborFee = labour;
    if (part) order.parts = [{ name: part, quantity: 1, price: Math.max(30, Math.round((device.price * share) / 10) * 10) }];
  }

  deliver(order, date, days) {
    const { random } = this;
    const done = Math.min(ANCHOR, date + random.weighted([[days, 5], [days + 1, 4], [days + 2, 2], [days + 5, 1]]));
    const received = Number(order.receivedAt.slice(11, 13)) * 60 + Number(order.receivedAt.slice(14, 16));
    order.deliveredAt = at(done, done === date ? Math.min(1300, received + random.int(40, 180)) : openMinute(random));
    order.workTime = `PT${random.weighted([[30, 3], [45, 4], [60, 3], [90, 2], [120, 1]])}M`;
    order.result = `已更换${order.parts?.[0].name ?? '系统软件'},测试正常`;
    if (random.chance(0.46)) {
      order.rating = random.weighted([[5, 62], [4, 24], [3, 9], [2, 3], [1, 2]]);
      order.comment = order.rating >= 4 ? random.pick(COMMENTS.slice(0, 4)) : random.pick(COMMENTS.slice(4));
    }
    order._done = done;
  }
}
