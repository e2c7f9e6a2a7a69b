// What customers did lately in the online shop and with quotes: most did nothing, a few are keen.

import { ANCHOR, at, openMinute } from './calendar.mjs';

const SPAN = 45;
const ENQUIRIES = ['这款有现货吗', '以旧换新能补多少', '可以分期吗', '支持送货上门吗', '学生有优惠吗'];
const ACTIVITIES = ['会员日报名', '新品品鉴会报名', '以旧换新专场报名'];
// [share of all customers, fewest and most events, how much of it is more than looking]
const KEENNESS = [[0.04, 1, 3, 0.1], [0.02, 3, 6, 0.3], [0.008, 6, 12, 0.5]];

function keennessOf(random) {
  let roll = random.next();
  for (const kind of KEENNESS) {
    if (roll < kind[0]) return kind;
    roll -= kind[0];
  }
  return null;
}

export function makeBehaviours(random, customers, catalogue) {
  const phones = catalogue.phonesOn(ANCHOR).map(([phone]) => phone);
  const rows = [];
  for (const customer of customers) {
    const kind = keennessOf(random);
    if (!kind) continue;
    const wish = random.pick(phones);
    const first = Math.max(customer._arrival, ANCHOR - random.int(2, SPAN));
    const events = random.int(kind[1], kind[2]);
    for (let i = 0; i < events; i++) {
      const date = random.int(first, ANCHOR);
      rows.push({ customer: customer.phone, owner: customer.owner, orgUnit: customer.orgUnit, at: at(date, openMinute(random)), ...one(random, wish, kind[3]) });
    }
  }
  rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.customer < b.customer ? -1 : 1));
  rows.forEach((row, index) => {
    row.eventId = `demo-${String(index + 1).padStart(5, '0')}`;
  });
  return rows;
}

function one(random, wish, keen) {
  if (!random.chance(keen)) {
    const seconds = random.weighted([[random.int(5, 25), 5], [random.int(30, 110), 3], [random.int(120, 420), 2]]);
    return { event: 'pageViewed', what: `${wish.name} 商品页`, product: wish.code, seconds };
  }
  const event = random.weighted([['quoteOpened', 6], ['enquiry', 3], ['activityJoined', 1]]);
  if (event === 'quoteOpened') return { event, what: `${wish.name} 报价单`, product: wish.code };
  if (event === 'enquiry') return { event, what: random.pick(ENQUIRIES), product: wish.code };
  return { event, what: random.pick(ACTIVITIES) };
}
