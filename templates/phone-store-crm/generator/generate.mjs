// Writes people/*.csv and data/*.csv. `node generate.mjs [folder]`; without a folder, the template's own.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { articleRows } from './articles.mjs';
import { makeBehaviours } from './behaviours.mjs';
import { ANCHOR, iso, openMinute } from './calendar.mjs';
import { Catalogue } from './catalogue.mjs';
import { csv } from './csv.mjs';
import { makeCustomers } from './customers.mjs';
import { feedbackRows } from './feedback.mjs';
import { Diary } from './followups.mjs';
import { journeyOf } from './journeys.mjs';
import { LeadBook } from './leads.mjs';
import { campaignRows, makeCampaigns, makeCoupons, tagRows, tagsOf } from './marketing.mjs';
import { makeParticipations } from './participations.mjs';
import { PhoneNumbers } from './names.mjs';
import { Numbering } from './numbering.mjs';
import { orgUnitRows, storeRows, targetRows } from './places.mjs';
import { benefitRows, pointRows } from './points.mjs';
import { Random } from './random.mjs';
import { paidAmount, saleRows, Till } from './sales.mjs';
import { followProcedure } from './sop.mjs';
import { makeWarranties, Workshop, warrantyRows } from './service.mjs';
import { Staff } from './staff.mjs';
import { taskRows } from './tasks.mjs';

const COLUMNS = {
  orgUnits: 'key parent kind labelZh labelEn',
  users: 'username name orgUnit roles',
  store: 'code name status phone region city address position manager openedOn opensAt closesAt area chartColor unit owner orgUnit',
  product: 'code name category brand model status barcode ram storage colorName swatch launchedOn warrantyMonths fits listPrice cost highlights owner orgUnit',
  salesTarget: 'store month amount owner orgUnit',
  tag: 'name kind color automatic meaning owner orgUnit',
  campaign: 'code name kind status startsOn endsOn organizer scope channels description targetTags products isPrivate controlShare budget cost owner orgUnit',
  customer: 'name phone gender birthday kind company taxId wechat email region city address store source referrer family currentPhone phoneBoughtOn lastVisit preferredContact preferredTime acceptsMessages tags brandPreference interests occupation budgetMin budgetMax replacementCycle operator homeOperator secondSlot owner orgUnit createdAt',
  lead: 'number name phone wechat source store customer campaign interestedBrand interestedProduct budget purpose tradeInModel needs stage checksDone skipReason sopEdition sopAsked sopDone expectedAmount expectedOn intentScore visitAt quotedAmount lastFollowedAt closedAt lostReason lostNote owner orgUnit createdAt',
  coupon: 'code name kind value discountRate minimumSpend customer campaign reason validFrom validUntil status redeemedAt owner orgUnit',
  participation: 'code campaign customer draw controlShare state reason sentAt owner orgUnit',
  sale: 'number customer store soldAt status channel items discount discountReason paymentMethod instalmentMonths tradeInModel tradeInValue coupon campaign participation lead needsInvoice invoiceTitle owner orgUnit',
  warranty: 'number kind customer sale product imei startsOn endsOn coverage price owner orgUnit',
  repairOrder: 'number customer store product deviceModel imei faultKinds faultDescription dataBackedUp receivedAt promisedOn urgency status technician repairUnit warranty isCovered parts laborFee workTime result deliveredAt rating comment owner orgUnit',
  followUp: 'customer lead followedAt method purpose content outcome talkTime nextAt owner orgUnit',
  workTask: 'title taskId workflow state outcome openedAt dueAt doneAt customer lead owner orgUnit',
  behaviour: 'customer event what product seconds at eventId owner orgUnit',
  memberBenefit: 'name kind levels cost description active owner orgUnit',
  pointEntry: 'customer kind benefit points reason sale at sourceKey owner orgUnit',
  feedback: 'number kind text place status answer owner orgUnit createdAt',
  knowledgeArticle: 'title category brand products keywords body status edition reviewedOn usefulness owner orgUnit',
};

/** A phone that somebody of this brand may have carried when the shops began to keep records. */
function oldPhones(random, catalogue, customers) {
  for (const customer of customers) {
    if (!customer._legacy) continue;
    const phones = catalogue.phonesOn(customer._boughtBefore).filter(([phone]) => phone.brand === customer._brand);
    if (phones.length > 0) Object.assign(customer, { _phone: random.weighted(phones), _phoneDay: customer._boughtBefore });
  }
}

/** Journeys of all customers as one stream of visits in the order of time. */
function visitsOf(random, customers) {
  const visits = [];
  customers.forEach((customer, index) => {
    for (const visit of journeyOf(random, customer)) visits.push({ ...visit, customer, index, minute: openMinute(random) });
  });
  return visits.sort((a, b) => a.day - b.day || a.minute - b.minute || a.index - b.index);
}

function finish(random, customers, repairs) {
  const repaired = new Map();
  for (const order of repairs) repaired.set(order.customer, Math.max(repaired.get(order.customer) ?? 0, order._done ?? order._day));
  const referrers = new Set(customers.map((customer) => customer.referrer).filter(Boolean));
  for (const customer of customers) {
    const sales = customer._sales ?? [];
    const last = Math.max(customer._arrival, repaired.get(customer.phone) ?? 0, ...sales.map((sale) => sale._day));
    const spent = sales.reduce((sum, sale) => sum + paidAmount(sale), 0);
    customer.lastVisit = customer._legacy && last === customer._arrival ? iso(Math.min(customer._boughtBefore + 30, last)) : iso(last);
    customer.currentPhone = customer._phone?.code;
    const bought = customer._phoneDay ?? customer._boughtBefore;
    customer.phoneBoughtOn = bought === undefined ? '' : iso(bought);
    customer._spends = random.chance(0.1) ? random.pick([500, 1000, 2000]) : 0;
    customer.owner = random.chance(last < ANCHOR - 365 ? 0.22 : 0.05) ? '' : customer._clerk;
    customer._vip = spent >= 15000;
    customer.tags = tagsOf(random, customer, referrers);
  }
}

/** All files of the demo data by path. */
export function files() {
  const random = (name) => new Random(`phone-store-crm/${name}`);
  const numbers = new PhoneNumbers();
  const numbering = new Numbering();
  const catalogue = new Catalogue();
  const campaigns = makeCampaigns();
  const staff = new Staff(random('staff'));
  const customers = makeCustomers(random('customers'), numbers, staff);
  const visits = visitsOf(random('journeys'), customers);
  oldPhones(random('oldPhones'), catalogue, customers);
  const till = new Till({ random: random('sales'), catalogue, numbering, staff, campaigns });
  for (const visit of visits) till.sell(visit.customer, visit);
  const warranties = makeWarranties(numbering, till.sales);
  const repairs = new Workshop({ random: random('repairs'), numbering, staff }).make(till.sales, warranties, customers);
  finish(random('finish'), customers, repairs);
  const leads = new LeadBook({ random: random('leads'), catalogue, numbers, numbering, staff, campaigns }).make(till.sales);
  followProcedure(random('procedure'), leads);
  const coupons = makeCoupons(random('coupons'), numbering, customers, till.sales);
  const participations = makeParticipations(random('participations'), campaigns, customers);
  const diary = new Diary({ random: random('diary'), catalogue, staff }).make(leads, customers, till.sales, repairs);
  const data = {
    store: storeRows(random('stores')), salesTarget: targetRows([2024, 2025, 2026, 2027, 2028]), tag: tagRows(), product: catalogue.rows(), campaign: campaignRows(random('campaigns'), campaigns, catalogue),
    customer: customers, lead: leads, coupon: coupons, participation: participations, sale: saleRows(till.sales), warranty: warrantyRows(warranties), repairOrder: repairs,
    followUp: diary, workTask: taskRows(random('tasks'), leads, till.sales), behaviour: makeBehaviours(random('behaviours'), customers, catalogue), knowledgeArticle: articleRows(catalogue),
    memberBenefit: benefitRows(), pointEntry: pointRows(customers, till.sales), feedback: feedbackRows(staff.users),
  };
  const result = new Map();
  result.set('people/orgUnits.csv', csv(COLUMNS.orgUnits.split(' '), orgUnitRows()));
  result.set('people/users.csv', csv(COLUMNS.users.split(' '), staff.users));
  for (const [entity, rows] of Object.entries(data)) result.set(`data/${entity}.csv`, csv(COLUMNS[entity].split(' '), rows));
  return result;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..');
  for (const [path, text] of files()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
