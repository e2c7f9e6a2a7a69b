// How far the sales procedure was followed with each lead. The second edition began 60 days before the last day.

import { ANCHOR } from './calendar.mjs';

const WAY = ['new', 'contacted', 'invited', 'visited', 'quoted', 'won'];
const CHECKS = { contacted: ['needs', 'budget'], invited: ['reminded'], visited: ['demo', 'tradeIn'] };
const REASONS = ['客户赶时间', '老客户,情况都了解', '客户直接到店', '电话里已说清'];
const SECOND_EDITION = ANCHOR - 60;

export function followProcedure(random, leads) {
  for (const lead of leads) {
    const second = lead._day >= SECOND_EDITION;
    const left = WAY.slice(0, Math.max(0, WAY.indexOf(lead._reached)));
    const chance = second ? 0.86 : 0.68;
    const asked = left.flatMap((stage) => CHECKS[stage] ?? []);
    const done = asked.filter(() => random.chance(chance));
    const visit = left.includes('invited') ? 1 : 0;
    lead.sopEdition = second ? '第2版' : '第1版';
    if (asked.length === 0) continue;
    lead.checksDone = done;
    lead.sopAsked = asked.length + visit;
    lead.sopDone = done.length + visit;
    if (done.length < asked.length) lead.skipReason = random.pick(REASONS);
  }
}
