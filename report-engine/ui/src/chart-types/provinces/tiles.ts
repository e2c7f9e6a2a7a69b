/** A province at its place in the grid, by its short and its full name in both languages. */
export interface Tile {
  code: string;
  column: number;
  row: number;
  short: { zh: string; en: string };
  full: { zh: string; en: string };
}

const tile = (
  code: string,
  [column, row]: readonly [number, number],
  short: Tile["short"],
  full: Tile["full"],
): Tile => ({ code, column, row, short, full });

/** Neighbours in the country are neighbours here as far as a grid allows. */
export const tiles: readonly Tile[] = [
  tile("110000", [4, 1], { zh: "京", en: "BJ" }, { zh: "北京市", en: "Beijing" }),
  tile("120000", [5, 2], { zh: "津", en: "TJ" }, { zh: "天津市", en: "Tianjin" }),
  tile("130000", [4, 2], { zh: "冀", en: "HE" }, { zh: "河北省", en: "Hebei" }),
  tile("140000", [3, 2], { zh: "晋", en: "SX" }, { zh: "山西省", en: "Shanxi" }),
  tile("150000", [3, 1], { zh: "蒙", en: "NM" }, { zh: "内蒙古自治区", en: "Inner Mongolia" }),
  tile("210000", [5, 1], { zh: "辽", en: "LN" }, { zh: "辽宁省", en: "Liaoning" }),
  tile("220000", [6, 1], { zh: "吉", en: "JL" }, { zh: "吉林省", en: "Jilin" }),
  tile("230000", [6, 0], { zh: "黑", en: "HL" }, { zh: "黑龙江省", en: "Heilongjiang" }),
  tile("310000", [6, 4], { zh: "沪", en: "SH" }, { zh: "上海市", en: "Shanghai" }),
  tile("320000", [5, 4], { zh: "苏", en: "JS" }, { zh: "江苏省", en: "Jiangsu" }),
  tile("330000", [5, 5], { zh: "浙", en: "ZJ" }, { zh: "浙江省", en: "Zhejiang" }),
  tile("340000", [4, 4], { zh: "皖", en: "AH" }, { zh: "安徽省", en: "Anhui" }),
  tile("350000", [4, 6], { zh: "闽", en: "FJ" }, { zh: "福建省", en: "Fujian" }),
  tile("360000", [4, 5], { zh: "赣", en: "JX" }, { zh: "江西省", en: "Jiangxi" }),
  tile("370000", [4, 3], { zh: "鲁", en: "SD" }, { zh: "山东省", en: "Shandong" }),
  tile("410000", [3, 3], { zh: "豫", en: "HA" }, { zh: "河南省", en: "Henan" }),
  tile("420000", [3, 4], { zh: "鄂", en: "HB" }, { zh: "湖北省", en: "Hubei" }),
  tile("430000", [3, 5], { zh: "湘", en: "HN" }, { zh: "湖南省", en: "Hunan" }),
  tile("440000", [3, 6], { zh: "粤", en: "GD" }, { zh: "广东省", en: "Guangdong" }),
  tile("450000", [2, 6], { zh: "桂", en: "GX" }, { zh: "广西壮族自治区", en: "Guangxi" }),
  tile("460000", [2, 7], { zh: "琼", en: "HI" }, { zh: "海南省", en: "Hainan" }),
  tile("500000", [2, 4], { zh: "渝", en: "CQ" }, { zh: "重庆市", en: "Chongqing" }),
  tile("510000", [1, 4], { zh: "川", en: "SC" }, { zh: "四川省", en: "Sichuan" }),
  tile("520000", [2, 5], { zh: "黔", en: "GZ" }, { zh: "贵州省", en: "Guizhou" }),
  tile("530000", [1, 5], { zh: "滇", en: "YN" }, { zh: "云南省", en: "Yunnan" }),
  tile("540000", [0, 3], { zh: "藏", en: "XZ" }, { zh: "西藏自治区", en: "Xizang" }),
  tile("610000", [2, 3], { zh: "陕", en: "SN" }, { zh: "陕西省", en: "Shaanxi" }),
  tile("620000", [1, 2], { zh: "甘", en: "GS" }, { zh: "甘肃省", en: "Gansu" }),
  tile("630000", [1, 3], { zh: "青", en: "QH" }, { zh: "青海省", en: "Qinghai" }),
  tile("640000", [2, 2], { zh: "宁", en: "NX" }, { zh: "宁夏回族自治区", en: "Ningxia" }),
  tile("650000", [0, 2], { zh: "新", en: "XJ" }, { zh: "新疆维吾尔自治区", en: "Xinjiang" }),
  tile("710000", [6, 6], { zh: "台", en: "TW" }, { zh: "台湾省", en: "Taiwan" }),
  tile("810000", [4, 7], { zh: "港", en: "HK" }, { zh: "香港特别行政区", en: "Hong Kong" }),
  tile("820000", [3, 7], { zh: "澳", en: "MO" }, { zh: "澳门特别行政区", en: "Macao" }),
];

export const gridColumns = 1 + Math.max(...tiles.map(({ column }) => column));
export const gridRows = 1 + Math.max(...tiles.map(({ row }) => row));

/** Where a tile lies, in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Tiles that are much wider than high do not look like a country. */
const mostWidth = 1.5;

/** The box of a tile in the middle of a place that is so wide and high. */
export function boxOf({ column, row }: Tile, width: number, height: number): Box {
  const room = Math.max(width, gridColumns) / gridColumns;
  const high = Math.min(Math.max(height, gridRows) / gridRows, room);
  const wide = Math.min(room, high * mostWidth);
  return {
    x: (width - wide * gridColumns) / 2 + column * wide,
    y: (height - high * gridRows) / 2 + row * high,
    width: wide,
    height: high,
  };
}

/** The place of each row's tile, -1 for rows of no province; null where rows are not provinces. */
export function placed(names: readonly unknown[]): number[] | null {
  const places = names.map((name) => tiles.findIndex(({ code }) => code === name));
  const texts = names.filter((name) => typeof name === "string");
  const isFiner = texts.some((name) => /^\d{6}$/.test(name) && !name.endsWith("0000"));
  const isElse = texts.length > 0 && places.every((place) => place < 0);
  return isFiner || isElse ? null : places;
}
