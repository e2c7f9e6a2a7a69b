// Phones that the shops sell or sold: brand | slug | model | launched | ram/storage/price;… | colour=#hex;… | highlights | weight
// Prices in yuan at launch. Models after the summer of 2026 are what a shop would expect, not announcements.

export const PHONES = `
apple|ip14|iPhone 14|2022-09-16|6/128/5399|午夜色=#232a31;星光色=#faf6f2|camera light|5
apple|ip15|iPhone 15|2023-09-22|6/128/5399;6/256/6199|蓝色=#d5dde0;黑色=#35393b|camera light|9
apple|ip15pm|iPhone 15 Pro Max|2023-09-22|8/256/9499|原色钛金属=#8f8a81;蓝色钛金属=#2f4452|camera gaming|5
apple|ip16|iPhone 16|2024-09-20|8/128/5999;8/256/6999|群青色=#9aadf6;黑色=#3c4042|camera light|11
apple|ip16p|iPhone 16 Pro|2024-09-20|8/256/8999|沙漠色钛金属=#bfa48f;黑色钛金属=#3c3c3d|camera gaming|8
apple|ip16pm|iPhone 16 Pro Max|2024-09-20|8/256/9999;8/512/11999|沙漠色钛金属=#bfa48f;白色钛金属=#f2f1ed|camera gaming battery|9
apple|ip16e|iPhone 16e|2025-02-28|8/128/4499|白色=#fafafa;黑色=#3c4042|student light|4
apple|ip17|iPhone 17|2025-09-19|8/256/5999;8/512/7999|薰衣草紫色=#dfceea;黑色=#353839|camera student|14
apple|ip17p|iPhone 17 Pro|2025-09-19|12/256/8999|星宇橙色=#f77e2d;深蓝色=#32374a|camera gaming|8
apple|ip17pm|iPhone 17 Pro Max|2025-09-19|12/256/9999;12/512/11999|星宇橙色=#f77e2d;银色=#f5f5f5|camera gaming battery|10
apple|ipair|iPhone Air|2025-10-22|12/256/7999|天蓝色=#f0f9ff;深空黑色=#000000|light|2
apple|ip17e|iPhone 17e|2026-02-27|8/256/4499|白色=#fafafa;黑色=#3c4042|student light|5
apple|ip18p|iPhone 18 Pro|2026-09-18|12/256/8999|酒红色=#5e1f2d;黑色=#1f2020|camera gaming|8
apple|ip18pm|iPhone 18 Pro Max|2026-09-18|12/256/9999;12/512/11999|酒红色=#5e1f2d;银色=#f5f5f5|camera gaming battery|10
huawei|mate60p|Mate 60 Pro|2023-08-29|12/512/6999|雅川青=#9db5a9;雅丹黑=#26282b|camera business satellite|7
huawei|pura70|Pura 70|2024-04-22|12/256/5499;12/512/5999|冰晶蓝=#c9dff0;羽砂黑=#2b2c2e|camera light|7
huawei|pura70p|Pura 70 Pro|2024-04-18|12/256/6499|罗兰紫=#b8a7cf;羽砂黑=#2b2c2e|camera satellite|5
huawei|nova12|nova 12|2023-12-26|8/256/2999|12号色=#b7cfe3;曜金黑=#222222|light fastCharge|6
huawei|enj70|畅享 70|2023-12-15|8/128/1199;8/256/1399|翡冷翠=#9fc7b4;曜金黑=#222222|battery|6
huawei|nova13|nova 13|2024-10-25|12/256/2699|藤香紫=#cdbfe3;星耀黑=#202124|light fastCharge|7
huawei|mate70|Mate 70|2024-12-04|12/256/5499|云杉绿=#5f7a6b;曜石黑=#1f2022|camera business satellite|7
huawei|mate70p|Mate 70 Pro|2024-12-04|12/256/6499;12/512/6999|风信紫=#a99bc4;曜石黑=#1f2022|camera business satellite|9
huawei|matex6|Mate X6|2024-12-06|12/256/12999|深海蓝=#25405e;曜石黑=#1f2022|fold business satellite|2
huawei|enj80|畅享 80|2025-04-17|8/128/1199|天青蓝=#bcd8e8;曜金黑=#222222|battery|5
huawei|nova14|nova 14|2025-05-27|12/256/2699|柠光黄=#f3e9a6;羽砂黑=#2b2c2e|light fastCharge|7
huawei|pura80|Pura 80|2025-07-23|12/256/4699|鎏光金=#dcc39a;丝绒黑=#202020|camera light|6
huawei|pura80p|Pura 80 Pro|2025-06-14|12/256/6499|鎏光绿=#8da896;丝绒黑=#202020|camera satellite|6
huawei|mate80|Mate 80|2025-11-28|12/256/4699;12/512/5199|晨曦金=#dcc59b;曜石黑=#1f2022|camera business satellite|10
huawei|mate80p|Mate 80 Pro|2025-11-28|12/256/5999;16/512/6999|云杉绿=#5f7a6b;曜石黑=#1f2022|camera business satellite|9
huawei|nova15|nova 15|2025-12-25|12/256/2699|幻彩白=#f4f4f8;星耀黑=#202124|light fastCharge|8
huawei|pura90|Pura 90|2026-05-20|12/256/4699|海棠粉=#f1c9ce;丝绒黑=#202020|camera light|7
huawei|enj90|畅享 90|2026-03-18|8/128/1199|天青蓝=#bcd8e8;曜金黑=#222222|battery|6
honor|hr100|荣耀 100|2023-11-23|12/256/2499|莫奈紫=#c6b9de;亮黑色=#26272a|camera light|4
honor|hrm6p|Magic6 Pro|2024-01-11|12/256/5699|海湖青=#7ea8a3;绒黑色=#212124|camera business satellite|3
honor|hr200|荣耀 200|2024-05-27|12/256/2699|珊瑚粉=#efc0b5;绒黑色=#212124|camera light|5
honor|hrx60|荣耀 X60|2024-10-16|8/128/1199;8/256/1399|海湖青=#7ea8a3;典雅黑=#1f1f21|battery|5
honor|hrm7|Magic7|2024-10-30|12/256/4499|晨霞金=#e2cba7;绒黑色=#212124|camera business|5
honor|hr300|荣耀 300|2024-12-02|8/256/2299|苍山灰=#9a9ca0;丁香紫=#cfc3e0|camera light|5
honor|hr400|荣耀 400|2025-05-28|12/256/2499|流沙金=#dcc7a1;幻夜黑=#1e1f22|camera battery|5
honor|hrx70|荣耀 X70|2025-07-15|8/128/1399;8/256/1599|竹韵青=#a6c3a7;幻夜黑=#1e1f22|battery|6
honor|hrm8|Magic8|2025-10-23|12/256/4499|旭日金=#e5cda3;绒黑色=#212124|camera business|5
honor|hr500|荣耀 500|2025-11-27|12/256/2699|水晶蓝=#a9c9e4;曜石黑=#1f2022|camera light|6
honor|hr600|荣耀 600|2026-05-26|12/256/2699|流沙金=#dcc7a1;曜石黑=#1f2022|camera battery|6
xiaomi|mi14|小米 14|2023-10-31|12/256/4299|岩石青=#7c8a86;黑色=#202020|camera light|6
xiaomi|rdk70|Redmi K70|2023-12-01|12/256/2499;16/512/2999|墨羽=#1f1f1f;竹月蓝=#9db7cf|gaming fastCharge|6
xiaomi|rdn13|Redmi Note 13|2023-09-26|8/128/1199|时光蓝=#a8c4e0;子夜黑=#1f1f1f|battery student|5
xiaomi|rdn14p|Redmi Note 14 Pro|2024-09-26|8/256/1399|镜瓷白=#f6f6f6;子夜黑=#1f1f1f|battery student|6
xiaomi|mi15|小米 15|2024-10-29|12/256/4499;16/512/4999|丁香紫=#cfc3e0;黑色=#202020|camera light|9
xiaomi|mi15p|小米 15 Pro|2024-10-29|12/256/5299|岩石灰=#87888a;云杉绿=#5f7a6b|camera battery|4
xiaomi|rdk80|Redmi K80|2024-11-27|12/256/2499;16/512/2999|雪岩白=#f3f3f2;玄夜黑=#1d1d1f|gaming fastCharge|8
xiaomi|rdt4|Redmi Turbo 4|2025-01-02|12/256/1999|祥云白=#f4f4f2;暗影黑=#1b1b1d|gaming student|6
xiaomi|mi15u|小米 15 Ultra|2025-03-03|16/512/6999|经典黑银=#2a2a2a;松柏绿=#465b4c|camera satellite|2
xiaomi|rdn15p|REDMI Note 15 Pro|2025-08-21|8/256/1499|星光粉=#f0c9d2;子夜黑=#1f1f1f|battery student|7
xiaomi|mi17|小米 17|2025-09-27|12/256/4499;12/512/4799|冰融粉=#f4d7d9;黑色=#202020|camera light battery|10
xiaomi|mi17pm|小米 17 Pro Max|2025-09-27|12/512/5999|森林绿=#4d6653;黑色=#202020|camera battery|6
xiaomi|rdk90|REDMI K90|2025-10-27|12/256/2599;16/512/3199|水蓝=#b5d0e6;墨羽=#1f1f1f|gaming fastCharge|8
xiaomi|rdt5|REDMI Turbo 5|2026-01-29|12/256/1999|白色=#f6f6f6;暗影黑=#1b1b1d|gaming student|7
xiaomi|mi18|小米 18|2026-09-24|12/256/4499;12/512/4999|雾蓝=#b3c3d4;黑色=#202020|camera light battery|10
oppo|reno11|Reno11|2023-11-23|12/256/2799|月光宝石=#dfe5ee;曜石黑=#1f2022|camera light|4
oppo|a3p|A3 Pro|2024-04-12|12/256/2199|远山蓝=#7f9fc0;云锦粉=#efcfd2|battery|5
oppo|reno12|Reno12|2024-05-23|12/256/2799|千禧银=#d9dce1;乌木黑=#222222|camera light|6
oppo|fx8|Find X8|2024-10-24|12/256/4199;16/512/4999|追风蓝=#8fb3d9;星野黑=#1f2023|camera light|6
oppo|reno13|Reno13|2024-11-25|12/256/2699|蝶蝶紫=#cdbfe8;午夜黑=#202124|camera light|7
oppo|a5p|A5 Pro|2024-12-24|8/256/1999|新年红=#b7202d;岩石黑=#252629|battery|6
oppo|reno14|Reno14|2025-05-23|12/256/2799|美人鱼=#b9dcdc;礁石黑=#26282a|camera light|7
oppo|fx9|Find X9|2025-10-22|12/256/4399;16/512/5299|追光红=#b02a37;雾黑=#25262a|camera battery|6
oppo|reno15|Reno15|2025-11-21|12/256/2999|星光蝴蝶结=#f0dfe6;秋日棕=#8b6f5a|camera light|7
oppo|a6p|A6 Pro|2025-09-09|8/256/1799|浅月粉=#f2d9dc;远山蓝=#7f9fc0|battery|6
oppo|reno16|Reno16|2026-05-22|12/256/2999|晨雾紫=#d6cfe8;午夜黑=#202124|camera light|7
vivo|s18|S18|2023-12-19|12/256/2599|花似锦=#eac8d2;墨黑=#202124|camera light|4
vivo|x100|X100|2023-11-21|12/256/3999|星迹蓝=#6e8fc0;辰夜黑=#1e1f22|camera|5
vivo|s19|S19|2024-05-30|12/256/2699|薄雾=#dfe3ea;松烟墨=#232426|camera light|5
vivo|x200|X200|2024-10-19|12/256/4299;16/512/4999|宝石蓝=#3e5f9e;辰夜黑=#1e1f22|camera|7
vivo|x200p|X200 Pro|2024-10-19|16/512/5999|钛色=#a39c91;辰夜黑=#1e1f22|camera satellite|4
vivo|y300|Y300|2024-12-16|8/128/1399;8/256/1599|雪峰白=#f5f6f7;星钻黑=#1d1e20|battery|6
vivo|s20|S20|2024-11-28|8/256/2299|凤羽金=#e4c98f;松烟墨=#232426|camera light|5
vivo|s30|S30|2025-05-29|12/256/2699|柠檬黄=#f4eaa9;可可黑=#2a2523|camera light|6
vivo|x300|X300|2025-10-17|12/256/4399;16/512/5299|自在蓝=#7f9fd0;纯粹黑=#1d1d1d|camera light|8
vivo|x300p|X300 Pro|2025-10-17|16/512/5999|旷野棕=#8d745c;纯粹黑=#1d1d1d|camera satellite|4
vivo|y500|Y500|2025-09-05|8/256/1599|玄晶黑=#1c1d1f;冰川蓝=#b7d1e5|battery|6
vivo|s50|S50|2025-12-15|12/256/2999|悠悠蓝=#a4bfdd;空灵=#e9ecef|camera light|7
vivo|s60|S60|2026-05-28|12/256/2999|告白=#f4eff0;深空黑=#202022|camera light|7
iqoo|iq12|iQOO 12|2023-11-14|12/256/3999|传奇版=#f4f4f4;赛道版=#1c1c1e|gaming fastCharge|4
iqoo|iqn9|iQOO Neo9|2023-12-30|12/256/2299|红白魂=#c9303e;格斗黑=#1d1d1f|gaming fastCharge|4
iqoo|iq13|iQOO 13|2024-11-02|12/256/3999;16/512/4699|传奇版=#f4f4f4;赛道版=#1c1c1e|gaming fastCharge|5
iqoo|iqn10|iQOO Neo10|2024-12-03|12/256/2399|拉力橙=#e2632b;暗影黑=#1b1b1d|gaming fastCharge|5
iqoo|iq15|iQOO 15|2025-10-24|12/256/4199;16/512/4999|灵云=#e8e9ee;赛道版=#1c1c1e|gaming fastCharge|6
oneplus|op12|一加 12|2023-12-11|12/256/4299|苍绿=#49665a;岩黑=#232425|gaming fastCharge|3
oneplus|op13|一加 13|2024-11-01|12/256/4499|蓝调时刻=#3f5f94;白露晨曙=#f4f3ef|gaming camera|4
oneplus|opa5|一加 Ace 5|2024-12-31|12/256/2299|月岩黑=#232425;浮光青=#b8d1cc|gaming fastCharge|5
oneplus|op15|一加 15|2025-10-28|12/256/3999;16/512/4899|原色沙丘=#cdbb9f;绝对黑=#151516|gaming battery|5
realme|rgt7p|真我 GT7 Pro|2024-11-11|12/256/3599|火星=#b5562f;泰坦=#8b8d90|gaming fastCharge|3
realme|rneo7|真我 Neo7|2024-12-16|12/256/2099|星舰=#9aa2ad;黑曜=#1c1c1e|gaming battery|4
realme|rgt8|真我 GT8|2025-10-24|12/256/2899|素白=#f5f5f3;素黑=#1b1b1c|gaming battery|3
samsung|s24|Galaxy S24|2024-01-25|8/256/5499|秘矿紫=#b9aecb;水墨黑=#242528|camera light|3
samsung|s24u|Galaxy S24 Ultra|2024-01-25|12/256/9699|钛灰=#8d8c8a;钛黑=#2b2b2c|camera business|2
samsung|flip6|Galaxy Z Flip6|2024-07-17|12/256/7999|沁海蓝=#a8c7e2;暮星灰=#6f7073|fold light|1
samsung|s25|Galaxy S25|2025-02-11|12/256/6499|冰川蓝=#c5dbe8;碧波蓝=#2f4058|camera light|3
samsung|s25u|Galaxy S25 Ultra|2025-02-11|12/256/9699|钛灰=#8d8c8a;钛黑=#2b2b2c|camera business|2
samsung|fold7|Galaxy Z Fold7|2025-07-18|12/256/13999|咕咕蓝=#35507b;湛黑=#1a1a1b|fold business|1
samsung|s26|Galaxy S26|2026-03-06|12/256/6499|雾蓝=#b3c3d4;湛黑=#1a1a1b|camera light|3
samsung|s26u|Galaxy S26 Ultra|2026-03-06|12/256/9999|钛紫=#a79fb3;钛黑=#2b2b2c|camera business|2`;

// category | brand | code | name | price | launched | fits (brands or beginnings of slugs, * = all phones) | weight
export const OTHERS = `
phoneCase|other|CASE-IP-CLR|品胜 透明防摔保护壳(iPhone 系列)|49|2023-01-01|apple|12
phoneCase|apple|CASE-IP17-MAG|苹果 MagSafe 硅胶保护壳(iPhone 17 系列)|399|2025-09-19|ip17|4
phoneCase|apple|CASE-IP18-MAG|苹果 MagSafe 硅胶保护壳(iPhone 18 系列)|399|2026-09-18|ip18|4
phoneCase|huawei|CASE-HW-LTH|华为 素皮保护壳(Mate/Pura 系列)|129|2023-08-29|mate pura|7
phoneCase|other|CASE-HW-CLR|闪魔 透明防摔壳(华为系列)|39|2023-01-01|huawei|9
phoneCase|other|CASE-AD-CLR|闪魔 透明防摔壳(安卓通用系列)|35|2023-01-01|honor xiaomi oneplus oppo vivo iqoo realme samsung|12
phoneCase|other|CASE-MAG|图拉斯 磁吸支架壳|159|2023-06-01|apple xiaomi mate|6
phoneCase|other|CASE-KID|卡通软壳|29|2023-01-01|*|4
screenProtector|other|FILM-IP|闪魔 高清钢化膜(iPhone 系列)|39|2023-01-01|apple|14
screenProtector|other|FILM-IP-PRI|闪魔 防窥钢化膜(iPhone 系列)|69|2023-01-01|apple|7
screenProtector|other|FILM-AD|闪魔 高清钢化膜(安卓系列)|35|2023-01-01|*|16
screenProtector|other|FILM-AD-PRI|邦克仕 防窥钢化膜(安卓系列)|59|2023-01-01|*|6
screenProtector|other|FILM-CURVE|邦克仕 曲面水凝膜|45|2023-01-01|mate pura nova honor x200p|6
screenProtector|other|FILM-LENS|镜头保护膜|25|2023-01-01|*|6
charger|apple|CHG-AP20|苹果 20W USB-C 电源适配器|149|2022-01-01|apple|9
charger|apple|CHG-AP40|苹果 40W 动态电源适配器|299|2025-09-19|ip17 ip18 ipair|4
charger|huawei|CHG-HW66|华为 66W 超级快充套装|199|2022-06-01|huawei|6
charger|huawei|CHG-HW100|华为 100W 全能充电器|299|2023-08-29|mate pura|4
charger|xiaomi|CHG-MI67|小米 67W 充电套装|149|2022-01-01|xiaomi|5
charger|xiaomi|CHG-MI90|小米 90W 充电套装|169|2023-10-31|xiaomi|4
charger|oppo|CHG-OP80|OPPO 80W 超级闪充充电器|149|2022-08-01|oppo|4
charger|vivo|CHG-VV80|vivo 80W 闪充充电器|149|2022-08-01|vivo|4
charger|honor|CHG-HR66|荣耀 66W 充电套装|149|2022-08-01|honor|3
charger|other|CHG-BS65|倍思 65W 氮化镓充电器|129|2022-03-01|*|7
charger|other|CHG-AK30|安克 30W 氮化镓充电器|99|2023-03-01|*|6
charger|other|PB-AK10|安克 10000mAh 磁吸充电宝|229|2023-05-01|*|6
charger|xiaomi|PB-MI20|小米 20000mAh 充电宝|159|2022-05-01|*|6
charger|other|PB-BS10|倍思 10000mAh 自带线充电宝|129|2023-05-01|*|7
charger|other|CHG-CAR|倍思 65W 车载充电器|99|2022-05-01|*|4
charger|other|CHG-WL15|图拉斯 15W 磁吸无线充|159|2023-05-01|apple mate|4
cable|apple|CBL-AP-CC1|苹果 USB-C 编织充电线 1 米|145|2023-09-22|ip15 ip16 ip17 ip18 ipair|6
cable|apple|CBL-AP-CL1|苹果 USB-C 转闪电连接线 1 米|145|2021-01-01|ip14|4
cable|other|CBL-BS-CC|倍思 100W 双 Type-C 数据线|39|2022-01-01|*|9
cable|other|CBL-PS-AC|品胜 Type-C 快充数据线|29|2022-01-01|*|9
cable|other|CBL-3IN1|绿联 三合一数据线|49|2022-01-01|*|5
audio|apple|AUD-AP4|苹果 AirPods 4|999|2024-09-20|apple|6
audio|apple|AUD-APP2|苹果 AirPods Pro 2|1899|2022-09-23|apple|5
audio|apple|AUD-APP3|苹果 AirPods Pro 3|1899|2025-09-19|apple|6
audio|huawei|AUD-FB6I|华为 FreeBuds 6i|399|2024-06-15|mate pura nova|5
audio|huawei|AUD-FBP4|华为 FreeBuds Pro 4|1499|2024-12-04|mate pura|3
audio|huawei|AUD-FC|华为 FreeClip 耳夹耳机|1299|2023-12-26|mate pura|3
audio|xiaomi|AUD-RB6|REDMI Buds 6|199|2024-07-19|xiaomi|6
audio|xiaomi|AUD-MB5P|小米 Buds 5 Pro|1299|2025-02-27|mi|2
audio|oppo|AUD-EA4|OPPO Enco Air4|249|2024-07-01|rn a fx|4
audio|vivo|AUD-TWS4|vivo TWS 4|399|2024-03-26|vivo|4
audio|honor|AUD-EBX7|荣耀亲选 Earbuds X7|159|2024-05-27|honor|4
audio|other|AUD-SW|声阔 主动降噪耳机 P40i|299|2023-11-01|*|4
audio|other|AUD-WIRE|Type-C 有线耳机|39|2022-01-01|*|5
wearable|apple|WT-AWSE|苹果 Apple Watch SE 44 毫米|1999|2022-09-16|apple|4
wearable|apple|WT-AWS10|苹果 Apple Watch Series 10|2999|2024-09-20|apple|4
wearable|apple|WT-AWS11|苹果 Apple Watch Series 11|2999|2025-09-19|apple|4
wearable|huawei|WT-GT5|华为 WATCH GT 5 46mm|1488|2024-09-19|mate pura nova|5
wearable|huawei|WT-GT6|华为 WATCH GT 6 46mm|1588|2025-09-19|mate pura nova|5
wearable|huawei|WT-BD10|华为 手环 10|269|2025-02-20|*|5
wearable|huawei|WT-KID|华为 儿童手表 5 活力款|998|2024-04-11|*|3
wearable|xiaomi|WT-MB9|小米手环 9|249|2024-07-19|*|6
wearable|xiaomi|WT-MB10|小米手环 10|269|2025-06-26|*|6
wearable|other|WT-XTC|小天才 电话手表 Z10|1898|2024-05-20|*|4
tablet|apple|TB-IPAD10|苹果 iPad 第 10 代 64GB|2999|2022-10-26|apple|3
tablet|apple|TB-IPAD11|苹果 iPad A16 128GB|2999|2025-03-12|apple|4
tablet|apple|TB-AIR11|苹果 iPad Air 11 英寸 128GB|4799|2024-05-15|apple|4
tablet|apple|TB-PRO11|苹果 iPad Pro 11 英寸 256GB|8999|2024-05-15|apple|2
tablet|huawei|TB-MP115|华为 MatePad 11.5 S 8GB+256GB|2499|2024-08-06|mate pura nova|4
tablet|huawei|TB-MPP13|华为 MatePad Pro 12.2 英寸|4299|2024-08-06|mate pura|2
tablet|xiaomi|TB-MI7|小米平板 7 8GB+256GB|2299|2024-10-29|xiaomi|4
tablet|xiaomi|TB-RP2|REDMI Pad 2 6GB+128GB|1099|2025-06-26|*|3
tablet|honor|TB-HR10|荣耀平板 10 8GB+256GB|1899|2025-05-28|honor|3
accessory|other|ACC-STAND|绿联 桌面手机支架|39|2022-01-01|*|5
accessory|other|ACC-CAR|倍思 磁吸车载支架|89|2022-01-01|*|4
accessory|other|ACC-SELFIE|自拍杆三脚架|69|2022-01-01|*|4
accessory|other|ACC-TF128|闪迪 128GB 存储卡|99|2022-01-01|*|3
accessory|other|ACC-STRAP|手机挂绳|25|2023-01-01|*|4
accessory|other|ACC-COOL|黑鲨 磁吸散热器|149|2023-05-01|*|2
accessory|xiaomi|ACC-TRACK|小米 智能追踪器|79|2024-07-19|*|2
service|other|SVC-SCREEN1|碎屏险一年(售价 3000 元以下)|129|2022-01-01|*|8
service|other|SVC-SCREEN2|碎屏险一年(售价 3000 至 6000 元)|239|2022-01-01|*|8
service|other|SVC-SCREEN3|碎屏险一年(售价 6000 元以上)|499|2022-01-01|*|6
service|other|SVC-EXT1|延长保修一年|199|2022-01-01|*|5
service|other|SVC-ACC1|意外险一年(含进水、跌落)|399|2022-01-01|*|4
service|apple|SVC-ACP|AppleCare+ 服务计划|1398|2022-01-01|apple|2
service|other|SVC-MOVE|资料迁移服务|20|2022-01-01|*|4
service|other|SVC-FILM|贴膜服务|10|2022-01-01|*|3
service|other|SVC-CLEAN|手机清洁保养|19|2022-01-01|*|3`;
