// Tasks that workflows gave to staff in the last months, and what became of them.

import { ANCHOR, at } from './calendar.mjs';

const SINCE = ANCHOR - 120;
const OUTCOMES = ['reached', 'reached', 'considering', 'noAnswer'];

/** First calls of leads and calls after a sale; some clerks are more reliable than others. */
export function taskRows(random, leads, sales) {
  const rows = [];
  const zeal = new Map();
  const put = (row, day, days) => {
    if (!row.owner) return;
    if (!zeal.has(row.owner)) zeal.set(row.owner, random.between(0.62, 0.97));
    const opened = 540 + random.int(0, 600);
    const isDone = random.chance(zeal.get(row.owner));
    const isLate = random.chance(0.12);
    const done = Math.min(ANCHOR, day + (isLate ? days + 1 : random.int(0, days - 1)));
    const isOver = isDone && (done < ANCHOR || day < ANCHOR - days);
    rows.push({
      ...row, taskId: `DB${String(rows.length + 1).padStart(6, '0')}`, state: isOver ? 'done' : 'open', outcome: isOver ? random.pick(OUTCOMES) : '',
      openedAt: at(day, opened), dueAt: at(day + days, opened), doneAt: isOver ? at(done, Math.min(1200, opened + random.int(20, 300))) : '',
    });
  };
  for (const lead of leads) {
    if (lead._day >= SINCE) put({ title: `24小时内首次电话联系:${lead.name}`, workflow: '新线索24小时内首次联系', customer: lead.customer, lead: lead.number, owner: lead.owner, orgUnit: lead.orgUnit }, lead._day, 1);
  }
  for (const sale of sales) {
    if (sale._day >= SINCE && sale._phone && sale.status === 'paid' && random.chance(0.3)) {
      put({ title: `购机后回访:${sale._customer.name}`, workflow: '购机后回访', customer: sale.customer, owner: sale._customer.owner, orgUnit: sale.orgUnit }, sale._day, 3);
    }
  }
  return rows;
}
