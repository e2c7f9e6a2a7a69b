// Lists of two campaigns: who got its message, who was left alone to compare with, who was left out.

import { at } from './calendar.mjs';

const LISTED = {
  'HD2604-WAKE': (customer, day) => lastBefore(customer, day) < day - 365,
  'HD2609-IP18': (customer, day) => customer.brandPreference === 'apple' && lastBefore(customer, day) < day,
};

const paid = (customer) => (customer._sales ?? []).filter((sale) => sale.status === 'paid');

/** Day on which a customer was last seen before another day. */
function lastBefore(customer, day) {
  if (customer._arrival >= day) return day;
  return Math.max(customer._legacy ? customer._arrival - 400 : customer._arrival, ...paid(customer).filter((sale) => sale._day < day).map((sale) => sale._day));
}

/** Rows of the lists; sales in the time of a campaign learn the code of their row. */
export function makeParticipations(random, campaigns, customers) {
  const rows = [];
  for (const campaign of campaigns.filter(({ code }) => LISTED[code])) {
    let number = 0;
    for (const customer of customers.filter((one) => LISTED[campaign.code](one, campaign.first))) {
      const sales = paid(customer).filter((sale) => sale._day >= campaign.first && sale._day <= campaign.last);
      let draw = random.next();
      if (draw < 0.1 && sales.length > 0 && random.chance(0.7)) draw = 0.1 + draw;
      number += 1;
      const code = `${campaign.code}-${String(number).padStart(4, '0')}`;
      const [state, reason] = outcome(customer, campaign, draw);
      if (state !== 'refused') for (const sale of sales) sale.participation = code;
      rows.push({
        code, campaign: campaign.code, customer: customer.phone, draw: draw.toFixed(6), controlShare: 0.1, state, reason,
        sentAt: state === 'sent' ? at(campaign.first, 600) : '', owner: customer.owner, orgUnit: customer.orgUnit,
      });
    }
  }
  return rows;
}

function outcome(customer, campaign, draw) {
  if (draw < 0.1) return ['control', ''];
  if (customer.acceptsMessages === false || customer.acceptsMessages === 'false') return ['refused', 'optedOut'];
  const last = lastBefore(customer, campaign.first);
  return last > campaign.first - 7 ? ['refused', 'recentBuyer'] : ['sent', ''];
}
