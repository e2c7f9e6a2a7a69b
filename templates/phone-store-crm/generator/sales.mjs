// From visits to sales: which phone, which accessories, what discount, who sold it.

import { ANCHOR, at, dayWeight, iso } from './calendar.mjs';
import { deviceKind } from './journeys.mjs';

const PAYMENTS = [['wechat', 45], ['alipay', 27], ['card', 8], ['cash', 7], ['digital', 2]];
const SMALL = ['phoneCase', 'screenProtector', 'charger', 'cable', 'accessory'];
// beside a phone: [categories, probability]
const WITH_PHONE = [[['screenProtector'], 0.56], [['phoneCase'], 0.46], [['charger'], 0.19], [['audio'], 0.06], [['cable'], 0.05], [['wearable'], 0.03]];
const INVOICE_SHARE = 0.05;

export class Till {
  constructor({ random, catalogue, numbering, staff, campaigns }) {
    Object.assign(this, { random, catalogue, numbering, staff, campaigns });
    this.sales = [];
  }

  /** Visits must come in the order of time. */
  sell(customer, visit) {
    const { random } = this;
    const lines = this.linesOf(customer, visit);
    const phone = lines.find((line) => line._product.category === 'phone');
    const sale = {
      number: this.numbering.next('SO', visit.day, 'yyyyMMdd', 4),
      customer: customer.phone, store: customer.store, soldAt: at(visit.day, visit.minute), status: this.statusOf(visit.day),
      channel: random.weighted([['store', 91], ['online', 6], ['delivery', 3]]),
      owner: random.chance(0.62) ? customer._clerk : this.staff.clerkOf(customer._store, random), orgUnit: customer.orgUnit,
      _customer: customer, _day: visit.day, _lines: lines, _phone: phone?._product, _kind: visit.kind, _forFamily: visit.forFamily,
      _first: customer._sales === undefined, _minute: visit.minute,
    };
    sale._goods = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
    this.discount(sale);
    if (phone) this.tradeIn(sale);
    this.payment(sale);
    this.invoice(sale);
    this.remember(sale);
    this.sales.push(sale);
    return sale;
  }

  statusOf(date) {
    if (date >= ANCHOR - 6 && this.random.chance(0.12)) return 'draft';
    return this.random.chance(0.016) ? 'refunded' : 'paid';
  }

  linesOf(customer, visit) {
    if (visit.kind === 'phone') return this.phoneLines(customer, visit);
    if (visit.kind === 'device') {
      const devices = this.catalogue.othersOn(visit.day, [deviceKind(this.random)]);
      const own = this.fitting(devices, customer._phone);
      return [this.line(this.random.weighted(own.length > 0 ? own : this.fitting(devices)), visit.day)];
    }
    const products = this.fitting(this.catalogue.othersOn(visit.day, [...SMALL, 'service']), customer._phone)
      .filter(([product]) => !/^SVC-(SCREEN|EXT|ACC|ACP)/.test(product.code));
    const chosen = new Set();
    for (let i = this.random.weighted([[1, 62], [2, 29], [3, 9]]); i > 0; i--) chosen.add(this.random.weighted(products));
    return [...chosen].map((product) => this.line(product, visit.day, product.price < 50 && this.random.chance(0.1) ? 2 : 1));
  }

  phoneLines(customer, visit) {
    const { random } = this;
    const phone = this.choosePhone(customer, visit);
    const quantity = customer.kind === 'company' && random.chance(0.3) ? random.int(2, 5) : 1;
    const first = this.line(phone, visit.day, quantity);
    first.imei = this.numbering.imei(phone.brand);
    const lines = [first];
    for (const [categories, probability] of WITH_PHONE) {
      if (random.chance(probability)) {
        const fitting = this.fitting(this.catalogue.othersOn(visit.day, categories), phone);
        if (fitting.length > 0) lines.push(this.line(random.weighted(fitting), visit.day));
      }
    }
    this.services(lines, phone, first.price, visit.day);
    const film = lines.find((line) => line._product.category === 'screenProtector');
    if (film && random.chance(0.28)) Object.assign(film, { price: 0, isGift: true });
    return lines;
  }

  services(lines, phone, price, date) {
    const { random } = this;
    const tier = price < 3000 ? 1 : price < 6000 ? 2 : 3;
    const offered = [[`SVC-SCREEN${tier}`, 0.19], ['SVC-EXT1', 0.07], ['SVC-ACC1', price > 4000 ? 0.05 : 0.01], ['SVC-MOVE', 0.08]];
    if (phone.brand === 'apple') offered.push(['SVC-ACP', 0.03]);
    for (const [code, probability] of offered) {
      if (random.chance(probability)) lines.push(this.line(this.catalogue.others.find((other) => other.code === code), date));
    }
  }

  choosePhone(customer, visit) {
    const { random } = this;
    const budget = visit.forFamily ? random.weighted([[1400, 35], [2500, 40], [4500, 25]]) : customer._budget;
    const loyal = !visit.forFamily && random.chance(0.74);
    const candidates = this.catalogue.phonesOn(visit.day).map(([phone, weight]) => {
      const ratio = this.catalogue.priceOn(phone, visit.day) / budget;
      const fit = ratio > 0.65 && ratio < 1.35 ? 1 : ratio > 0.45 && ratio < 1.6 ? 0.2 : 0.01;
      const liking = phone.brand === customer._brand ? (loyal ? 40 : 2) : 1;
      return [phone, weight * fit * liking];
    });
    return random.weighted(candidates);
  }

  /** Products that go with the phone; all, when the phone is not known. */
  fitting(products, phone) {
    return products.filter((product) => !phone || product.fitsAll || product.fits.has(phone.slug)).map((product) => [product, product.weight]);
  }

  line(product, date, quantity = 1) {
    return { product: product.code, quantity, price: this.catalogue.priceOn(product, date), _product: product };
  }

  discount(sale) {
    const { random } = this;
    const goods = sale._goods;
    const running = this.campaigns.filter((campaign) => campaign.takes(sale));
    let reason;
    if (running.length > 0 && random.chance(0.42)) {
      sale.campaign = random.pick(running).code;
      reason = 'campaign';
    } else if (sale._lines.length >= 3 && random.chance(0.3)) reason = 'bundle';
    else if (!sale._first && random.chance(0.13)) reason = 'coupon';
    else if (!sale._first && random.chance(0.08)) reason = 'member';
    else if (goods > 1000 && random.chance(0.14 / dayWeight(sale._day))) reason = 'bargain';
    const steps = goods >= 5000 ? [100, 200, 300, 400, 500] : goods >= 2000 ? [50, 100, 150, 200, 300] : goods >= 500 ? [20, 30, 50] : goods >= 100 ? [5, 10, 20] : [];
    if (!reason || steps.length === 0) return;
    sale.discount = random.pick(steps);
    sale.discountReason = reason;
  }

  tradeIn(sale) {
    const customer = sale._customer;
    const old = customer._phone;
    if (sale._forFamily || !old || !this.random.chance(0.27)) return;
    let value = old.price * 0.62;
    for (let months = (sale._day - customer._phoneDay) / 30.4; months > 6; months -= 6) value *= 0.8;
    sale.tradeInModel = old.model;
    sale.tradeInValue = Math.min(Math.max(50, Math.round(value / 10) * 10), Math.round(sale._goods * 0.5));
  }

  payment(sale) {
    const { random } = this;
    if (sale._goods > 2000 && random.chance(0.17)) {
      sale.paymentMethod = 'instalment';
      sale.instalmentMonths = random.weighted([[3, 2], [6, 3], [12, 6], [24, 2]]);
    } else sale.paymentMethod = random.weighted(PAYMENTS);
  }

  invoice(sale) {
    const customer = sale._customer;
    if (!this.random.chance(customer.kind === 'company' ? 0.9 : INVOICE_SHARE)) return;
    sale.needsInvoice = true;
    sale.invoiceTitle = customer.company ?? customer.name;
  }

  /** What later visits and the customer's own record build on. */
  remember(sale) {
    const customer = sale._customer;
    customer._sales = [...(customer._sales ?? []), sale];
    if (sale._phone && !sale._forFamily && sale.status === 'paid') {
      customer._phone = sale._phone;
      customer._phoneDay = sale._day;
    }
    if (customer._sales.length === 1 && sale._day === customer._arrival) customer.createdAt = at(sale._day, Math.max(600, sale._minute - 12));
  }
}

export const paidAmount = (sale) => (sale.status === 'paid' ? sale._goods - (sale.discount ?? 0) : 0);

export function saleRows(sales) {
  return sales.map((sale) => ({
    ...sale,
    items: sale._lines.map(({ _product, product, ...line }) => ({ product: { code: product }, ...line })),
  }));
}

/** Phones that were handed over, for warranties, repairs and calls. */
export function deliveries(sales) {
  return sales.filter((sale) => sale._phone && sale.status === 'paid').map((sale) => ({ sale, phone: sale._phone, imei: sale._lines[0].imei, date: iso(sale._day) }));
}
