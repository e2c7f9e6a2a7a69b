// What a customer comes for and when: replacing the phone after about one cycle, accessories and other devices in between.

import { ANCHOR, busyDayNear, OPENING } from './calendar.mjs';

const DEVICES = [['audio', 38], ['wearable', 36], ['tablet', 26]];

/** Visits that end in a sale, by day; each {day, kind, forFamily}. */
export function journeyOf(random, customer) {
  const visits = [];
  const cycle = customer._cycle * 30.4;
  let next;
  if (customer._legacy) {
    // bought before the shops kept records; some phones were old already
    customer._boughtBefore = Math.round(OPENING - random.between(0, cycle * 1.05));
    next = customer._boughtBefore + cycle * random.between(0.85, 1.25);
  } else {
    const first = random.weighted([['phone', 79], ['accessory', 13], ['device', 8]]);
    visits.push({ day: customer._arrival, kind: first, forFamily: false });
    next = customer._arrival + cycle * (first === 'phone' ? random.between(0.85, 1.25) : random.between(0.15, 1));
  }
  const leavesAfter = !customer._fan && random.chance(0.2) ? customer._arrival + random.int(20, 500) : ANCHOR + 1;
  while (next <= ANCHOR + 25 && next < leavesAfter) {
    // not everybody comes back to the same shop
    if (random.chance(customer._fan ? 0.95 : 0.8)) add(random, visits, customer, Math.round(next), 'phone', false);
    next += cycle * random.between(0.85, 1.25);
  }
  between(random, visits, customer, leavesAfter);
  return visits.sort((a, b) => a.day - b.day);
}

function add(random, visits, customer, wanted, kind, forFamily) {
  const day = busyDayNear(random, Math.max(wanted, customer._arrival), 28);
  if (day !== null && day >= customer._arrival) visits.push({ day, kind, forFamily });
}

function between(random, visits, customer, leavesAfter) {
  const years = (Math.min(ANCHOR + 25, leavesAfter) - customer._arrival) / 365;
  const wealth = customer._fan ? 2.4 : customer._budget >= 6000 ? 1.3 : 1;
  const family = (customer.family ? 2.2 : customer._generation === 'settled' ? 1.3 : 0.7) * (customer._fan ? 2 : 1);
  const rates = [['accessory', 0.46 * wealth, false], ['device', 0.13 * wealth, false], ['phone', 0.12 * family, true]];
  for (const [kind, rate, forFamily] of rates) {
    let point = next(random, rate);
    while (point < years) {
      add(random, visits, customer, customer._arrival + Math.round(point * 365), kind, forFamily);
      point += next(random, rate);
    }
  }
}

/** Years until the next event of this rate; a coin for each of 24 parts of a year keeps it to plain arithmetic. */
function next(random, rate) {
  let parts = 1;
  while (parts < 24 * 12 && !random.chance(rate / 24)) parts++;
  return (parts + random.next()) / 24;
}

export const deviceKind = (random) => random.weighted(DEVICES);
