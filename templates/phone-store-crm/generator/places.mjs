// Where the shops are: organisation tree, shops, and the districts their customers live in.
// Region codes are those of GB/T 2260.

export const REGIONS = [
  { key: 'southChina', zh: '华南大区', en: 'South China' },
  { key: 'eastChina', zh: '华东大区', en: 'East China' },
  { key: 'centralChina', zh: '中部大区', en: 'Central China' },
  { key: 'southwestChina', zh: '西南大区', en: 'Southwest China' },
  { key: 'northChina', zh: '北方大区', en: 'North China' },
];

export const COMPANY = { key: 'company', zh: '星河通讯', en: 'Xinghe Mobile' };

// key | region | city | name zh | name en | own district code | address | lng | lat | area code of landline | opened | m² | further districts (code:name)
const SHOPS = `
gz01|southChina|广州|天河店|Guangzhou Tianhe|440106:天河区|天河路 208 号一层|113.3306|23.1352|020|2016-04-16|220|440104:越秀区,440105:海珠区,440111:白云区
gz02|southChina|广州|番禺店|Guangzhou Panyu|440113:番禺区|市桥大北路 96 号|113.3641|22.9387|020|2019-09-28|150|440105:海珠区,440115:南沙区
sz01|southChina|深圳|南山店|Shenzhen Nanshan|440305:南山区|南海大道 2016 号|113.9294|22.5175|0755|2015-10-01|260|440304:福田区,440306:宝安区
sz02|southChina|深圳|龙华店|Shenzhen Longhua|440309:龙华区|人民北路 58 号|114.0272|22.6563|0755|2020-05-01|130|440306:宝安区,440307:龙岗区
fs01|southChina|佛山|南海店|Foshan Nanhai|440605:南海区|桂城南海大道北 21 号|113.1498|23.0419|0757|2018-12-08|140|440604:禅城区,440606:顺德区
sh01|eastChina|上海|徐家汇店|Shanghai Xujiahui|310104:徐汇区|漕溪北路 339 号|121.4367|31.1926|021|2014-05-17|240|310105:长宁区,310112:闵行区
sh02|eastChina|上海|五角场店|Shanghai Wujiaochang|310110:杨浦区|淞沪路 77 号|121.5146|31.3009|021|2017-09-09|180|310109:虹口区,310113:宝山区
hz01|eastChina|杭州|西湖店|Hangzhou Xihu|330106:西湖区|文三路 398 号|120.1269|30.2782|0571|2016-06-18|190|330105:拱墅区,330110:余杭区
nj01|eastChina|南京|新街口店|Nanjing Xinjiekou|320104:秦淮区|中山南路 89 号|118.7847|32.0396|025|2015-05-30|200|320102:玄武区,320106:鼓楼区
su01|eastChina|苏州|观前店|Suzhou Guanqian|320508:姑苏区|观前街 146 号|120.6246|31.3118|0512|2018-04-28|160|320505:虎丘区,320506:吴中区
wh01|centralChina|武汉|光谷店|Wuhan Guanggu|420111:洪山区|珞喻路 726 号|114.3983|30.5062|027|2017-03-25|210|420106:武昌区,420105:汉阳区
cs01|centralChina|长沙|五一店|Changsha Wuyi|430102:芙蓉区|五一大道 618 号|112.9795|28.1961|0731|2018-01-20|170|430103:天心区,430104:岳麓区,430111:雨花区
zz01|centralChina|郑州|二七店|Zhengzhou Erqi|410103:二七区|德化街 66 号|113.6648|34.7506|0371|2019-01-12|160|410105:金水区,410102:中原区
hf01|centralChina|合肥|蜀山店|Hefei Shushan|340104:蜀山区|长江西路 304 号|117.2567|31.8556|0551|2020-09-26|140|340103:庐阳区,340111:包河区
cd01|southwestChina|成都|春熙路店|Chengdu Chunxi Road|510104:锦江区|春熙路北段 12 号|104.0805|30.6574|028|2015-09-26|230|510105:青羊区,510108:成华区
cd02|southwestChina|成都|双楠店|Chengdu Shuangnan|510107:武侯区|二环路西一段 155 号|104.0348|30.6430|028|2019-06-15|130|510105:青羊区,510106:金牛区
cq01|southwestChina|重庆|观音桥店|Chongqing Guanyinqiao|500105:江北区|建新北路 68 号|106.5342|29.5745|023|2016-11-11|200|500103:渝中区,500112:渝北区
bj01|northChina|北京|中关村店|Beijing Zhongguancun|110108:海淀区|中关村大街 27 号|116.3164|39.9789|010|2014-09-20|210|110105:朝阳区,110102:西城区
tj01|northChina|天津|滨江道店|Tianjin Binjiang Road|120101:和平区|滨江道 219 号|117.1961|39.1209|022|2018-06-16|150|120104:南开区,120103:河西区
xa01|northChina|西安|小寨店|Xi'an Xiaozhai|610113:雁塔区|长安中路 33 号|108.9470|34.2247|029|2017-09-30|180|610103:碑林区,610104:莲湖区`;

const COLORS = '#c0392b #d35400 #f39c12 #27ae60 #16a085 #2980b9 #8e44ad #2c3e50 #e84393 #00b894 #0984e3 #6c5ce7 #fdcb6e #e17055 #55efc4 #74b9ff #a29bfe #fab1a0 #636e72 #00cec9'.split(' ');

export const STORES = SHOPS.trim().split('\n').map((line, index) => {
  const [key, region, city, name, en, own, address, lng, lat, area, opened, size, more] = line.split('|');
  const districts = [own, ...more.split(',')].map((text) => {
    const [code, district] = text.split(':');
    return { code, district };
  });
  return {
    key, region, city, name: `${city}${name}`, en, districts, address: `${city}市${districts[0].district}${address}`,
    lng: Number(lng), lat: Number(lat), area, opened, size: Number(size), color: COLORS[index], number: index + 1,
    code: key.toUpperCase(),
  };
});

export function orgUnitRows() {
  return [
    { key: COMPANY.key, parent: '', kind: 'company', labelZh: COMPANY.zh, labelEn: COMPANY.en },
    ...REGIONS.map((region) => ({ key: region.key, parent: COMPANY.key, kind: 'region', labelZh: region.zh, labelEn: region.en })),
    ...STORES.map((store) => ({ key: store.key, parent: store.region, kind: 'store', labelZh: store.name, labelEn: store.en })),
  ];
}

// What a shop sells in a month beside the average one: summer and new year are quiet, November is not.
const SEASON = [0.95, 0.75, 0.9, 0.9, 1, 1.25, 0.85, 0.95, 1.2, 1.1, 1.35, 1.05];
const PER_SQUARE_METRE = 400;

/** A target for each shop and month, from the opening of the books to years ahead of the data. */
export function targetRows(years) {
  const rows = [];
  for (const year of years) {
    for (let month = 0; month < 12; month++) {
      const growth = 1 + (year - years[0]) * 0.04;
      for (const store of STORES) {
        const amount = Math.round((store.size * PER_SQUARE_METRE * SEASON[month] * growth) / 1000) * 1000;
        rows.push({ store: store.code, month: `${year}-${String(month + 1).padStart(2, '0')}-01`, amount, owner: 'owner', orgUnit: store.key });
      }
    }
  }
  return rows;
}

export function storeRows(random) {
  return STORES.map((store) => ({
    code: store.code,
    name: store.name,
    status: 'open',
    phone: `${store.area}-${random.int(8200, 8899)}${random.int(1000, 9999)}`,
    region: store.districts[0].code,
    city: store.city,
    address: store.address,
    position: { lng: store.lng, lat: store.lat, address: store.address },
    manager: `manager${String(store.number).padStart(2, '0')}`,
    openedOn: store.opened,
    opensAt: '10:00',
    closesAt: store.size >= 200 ? '22:00' : '21:30',
    area: store.size,
    chartColor: store.color,
    unit: store.key,
    owner: 'owner',
    orgUnit: store.key,
  }));
}
