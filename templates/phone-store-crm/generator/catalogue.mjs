// Products: phones in their memory sizes and colours, accessories, service plans; and what they cost when.

import { addMonths, ANCHOR, day, iso } from './calendar.mjs';
import { OTHERS, PHONES } from './models.mjs';

const BRAND_TEXT = { apple: '苹果', huawei: '华为', honor: '', xiaomi: '', oppo: 'OPPO', vivo: 'vivo', iqoo: '', oneplus: '', realme: '', samsung: '三星' };
const WARRANTY = { phone: 12, tablet: 12, wearable: 12, audio: 12, charger: 12, cable: 6, phoneCase: 0, screenProtector: 0, accessory: 3, service: 0 };
// what the shop pays, as a share of the launch price
const COST = { phone: 0.91, tablet: 0.89, wearable: 0.82, audio: 0.76, charger: 0.52, cable: 0.38, phoneCase: 0.3, screenProtector: 0.18, accessory: 0.42, service: 0.25 };

function ean13(number) {
  const digits = `69${String(number).padStart(10, '0')}`;
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3);
  return digits + ((10 - (sum % 10)) % 10);
}

const rows = (text) => text.trim().split('\n').map((line) => line.split('|'));

function phones() {
  const list = [];
  for (const [brand, slug, model, launched, variants, colors, highlights, weight] of rows(PHONES)) {
    for (const variant of variants.split(';')) {
      const [ram, storage, price] = variant.split('/').map(Number);
      colors.split(';').forEach((color, index) => {
        const [colorName, swatch] = color.split('=');
        const memory = brand === 'apple' ? `${storage}GB` : `${ram}GB+${storage}GB`;
        list.push({
          slug, brand, model, category: 'phone', launched: day(launched), price, ram, storage, colorName, swatch,
          code: `${slug.toUpperCase()}-${ram}${storage}-${'AB'[index]}`,
          name: `${BRAND_TEXT[brand]} ${model} ${memory} ${colorName}`.trim(),
          highlights: highlights.split(' '), weight: Number(weight),
        });
      });
    }
  }
  return list;
}

function others(phoneList) {
  return rows(OTHERS).map(([category, brand, code, name, price, launched, fits, weight]) => {
    const marks = fits.split(' ');
    const matches = (phone) => fits === '*' || marks.some((mark) => phone.brand === mark || phone.slug.startsWith(mark));
    return {
      category, brand, code, name, model: '', price: Number(price), launched: day(launched), weight: Number(weight),
      fits: new Set(phoneList.filter(matches).map((phone) => phone.slug)), fitsAll: fits === '*', highlights: [],
    };
  });
}

export class Catalogue {
  constructor() {
    this.phones = phones();
    this.others = others(this.phones);
    this.all = [...this.phones, ...this.others];
  }

  /** The price on the shelf: makes other than Apple fall faster, and everything falls when it grows old. */
  priceOn(product, date) {
    if (product.category !== 'phone' && product.category !== 'tablet') return product.price;
    const months = Math.max(0, (date - product.launched) / 30.4);
    const steps = product.brand === 'apple' ? [[24, 0.8], [12, 0.9]] : [[24, 0.7], [18, 0.78], [12, 0.86], [6, 0.94]];
    const step = steps.find(([from]) => months >= from);
    return step ? Math.round((product.price * step[1]) / 100) * 100 - 1 : product.price;
  }

  /** Phones on sale that day, with how much they draw people. */
  phonesOn(date) {
    return this.phones.filter((phone) => phone.launched <= date && date < phone.launched + 790).map((phone) => {
      const age = date - phone.launched;
      const pull = age < 45 ? 2.4 : age < 200 ? 1.5 : age < 400 ? 1 : age < 600 ? 0.55 : 0.25;
      return [phone, phone.weight * pull];
    });
  }

  othersOn(date, categories) {
    return this.others.filter((other) => categories.includes(other.category) && other.launched <= date);
  }

  rows() {
    const bySlug = new Map();
    for (const phone of this.phones) if (!bySlug.has(phone.slug)) bySlug.set(phone.slug, phone.code);
    return this.all.map((product, index) => this.row(product, index, bySlug));
  }

  row(product, index, bySlug) {
    const isPhone = product.category === 'phone';
    const ended = isPhone && ANCHOR >= addMonths(product.launched, 26);
    const listPrice = this.priceOn(product, ANCHOR);
    const fitsSome = product.fits && !product.fitsAll && ['phoneCase', 'screenProtector'].includes(product.category);
    return {
      code: product.code,
      name: product.name,
      category: product.category,
      brand: product.brand,
      model: product.model,
      status: ended ? 'discontinued' : 'onSale',
      barcode: product.category === 'service' ? '' : ean13(2000000000 + index * 7919 + product.price),
      ram: product.ram,
      storage: product.storage,
      colorName: product.colorName,
      swatch: product.swatch,
      launchedOn: iso(product.launched),
      warrantyMonths: WARRANTY[product.category],
      fits: fitsSome ? [...product.fits].map((slug) => bySlug.get(slug)) : [],
      listPrice,
      cost: Math.min(Math.round(product.price * COST[product.category]), Math.round(listPrice * 0.97)),
      highlights: product.highlights,
      owner: 'owner',
      orgUnit: 'company',
    };
  }
}
