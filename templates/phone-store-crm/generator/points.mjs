// Members: what a level has, and every point that was earned and spent.

import { paidAmount } from './sales.mjs';

// name | kind | levels | cost | description
const BENEFITS = `
生日当月双倍赠礼|right|silver gold diamond||生日当月购机另送一份配件礼包
免费贴膜一年一次|right|gold diamond||凭会员手机号到任一门店
维修优先排队|right|gold diamond||到店维修优先检测,当天给出报价
新机优先预订|right|diamond||新机发布当天由专属顾问联系
钢化膜一张|gift|normal silver gold diamond|500|任一机型,到店现场贴好
快充充电头|gift|normal silver gold diamond|1000|按客户机型选择
蓝牙耳机|gift|normal silver gold diamond|2000|入门款,颜色以现货为准
电池更换工时费全免|gift|gold diamond|1500|电池按原价,工时费全免
`;

const GIFTS = new Map([[500, '钢化膜一张'], [1000, '快充充电头'], [2000, '蓝牙耳机']]);

export function benefitRows() {
  return BENEFITS.trim().split('\n').map((line) => {
    const [name, kind, levels, cost, description] = line.split('|');
    return { name, kind, levels: levels.split(' '), cost, description, active: true, owner: 'owner', orgUnit: 'company' };
  });
}

/**
 * A line for each paid sale, and for some customers one that they spent; all lines of a customer stand together, so
 * that each sum is moved few times when they are loaded.
 */
export function pointRows(customers, sales) {
  const bought = new Map();
  for (const sale of sales) {
    const points = Math.floor(paidAmount(sale) / 10);
    if (points > 0) bought.set(sale.customer, [...(bought.get(sale.customer) ?? []), { sale, points }]);
  }
  const rows = [];
  for (const customer of customers) {
    const lines = bought.get(customer.phone) ?? [];
    for (const { sale, points } of lines) {
      rows.push({
        customer: customer.phone, kind: 'earned', points, reason: `消费 ${sale.number}`, sale: sale.number, at: sale.soldAt, sourceKey: `sale:${sale.number}`,
        owner: sale.owner, orgUnit: sale.orgUnit,
      });
    }
    const spends = customer._spends;
    if (!spends || lines.reduce((sum, line) => sum + line.points, 0) < spends) continue;
    rows.push({
      customer: customer.phone, kind: 'redeemed', benefit: GIFTS.get(spends), points: -spends, reason: GIFTS.get(spends), at: lines.at(-1).sale.soldAt,
      sourceKey: `demo:${customer.phone}`, owner: customer._clerk, orgUnit: customer.orgUnit,
    });
  }
  return rows;
}
