// What staff said about working with the system, and what became of it.

import { ANCHOR, at, iso } from './calendar.mjs';

// days before the last one | kind | what | page | status | answer | who | unit
const FEEDBACK = `
41|idea|开单时能直接扫 IMEI,少敲一遍|销售单|done|已加上扫码|clerk07|sz01
33|tooSlow|跟进记录每次都要选客户,从客户页点进来就不用选了|跟进记录|done|客户页右上角可以直接新建|clerk04|gz02
26|problem|在地下室信号不好,保存转圈|销售单|done|没有网络时会先存在手机里,有网后自动提交|clerk01|gz01
19|idea|公海里能按机型筛|公海|planned|下个月加|clerk12|
12|praise|生日提醒很好用,客户说我们有心|待办|done|谢谢,会继续做|clerk09|sz01
8|idea|希望能把维修单发到客户微信|维修工单|declined|客户没有关注公众号时发不出去,先用短信|clerk05|gz02
3|tooSlow|盘点表打印出来太长|报表|new||clerk02|gz01
1|idea|待办可以按门店看|待办|new||clerk08|sz01
`;

export function feedbackRows(users) {
  const unitOf = new Map(users.map((user) => [user.username, user.orgUnit]));
  return FEEDBACK.trim().split('\n').map((line) => {
    const [ago, kind, text, place, status, answer, owner, unit] = line.split('|');
    const day = ANCHOR - Number(ago);
    const number = `FB${iso(day).replaceAll('-', '')}001`;
    return { number, kind, text, place, status, answer, owner, orgUnit: unit || unitOf.get(owner), createdAt: at(day, 1080) };
  });
}
