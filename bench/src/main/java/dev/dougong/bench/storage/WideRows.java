package dev.dougong.bench.storage;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the wide entity by number: the same number gives the same row. Values are spread as in a
 * chain of shops: few large cities, many small ones; most customers came by lately; few spend much.
 */
final class WideRows {

  /** Stores of the chain. */
  static final int STORES = 200;

  private static final int OWNERS = 1_500;
  private static final LocalDate ANCHOR = LocalDate.of(2026, 11, 20);
  private static final String SURNAMES =
      "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段";
  private static final String GIVEN =
      "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玉萍红梅建国华志海燕文斌鹏辉丹宇浩欣怡子涵梓轩一诺雨桐思远佳琪晨曦嘉豪天佑俊熙诗语可馨博若昊然梦瑶";
  private static final String PLACES = "安宁东西南北江河山海州阳门川林平云石清泉新华德龙兴长永和金水丰城昌宜柳桂梧湘衡岳常邵";
  private static final List<String> SOURCES =
      List.of("walkIn", "wechat", "referral", "online", "phone", "campaign", "import", "partner");
  private static final List<String> STAGES =
      List.of("won", "new", "contacted", "lost", "quoted", "invited", "visited");
  private static final List<String> LEVELS = List.of("normal", "silver", "gold", "diamond");
  private static final List<String> WORDS =
      List.of(
          ("顾客 客户 手机 屏幕 电池 续航 拍照 像素 内存 存储 颜色 黑色 白色 蓝色 金色 以旧换新 分期 免息 优惠 赠品 贴膜 保护壳 充电器 耳机 手表 平板"
                  + " 家人 父母 孩子 爱人 同事 朋友 公司 学校 门店 店员 店长 周末 晚上 上午 下午 明天 下周 月底 节前 生日 电话 微信 短信 回访 到店 预约"
                  + " 比价 报价 预算 三千元 五千元 左右 以内 喜欢 关注 担心 询问 了解 对比 试用 体验 购买 下单 付款 退款 换货 维修 检测 主板 进水 摔坏"
                  + " 更换 备件 等待 通知 取机 满意 不满 投诉 解决 建议 推荐 老客户 新客户 介绍 活动 会员 积分 兑换 礼品 套餐 流量 宽带 运营商 副卡"
                  + " 旧机 估价 成色 划痕 外观 功能 正常 系统 升级 卡顿 发热 信号 游戏 视频 办公 学习 直播 旅行 运动 音乐 阅读 需要 希望 可以 已经 还没"
                  + " 先看看 再联系 不急 尽快 比较 非常 一般 有点 主要 另外 因为 所以 但是 如果 经过 附近 小区 地铁 商场 停车 方便 发货 快递 上门 自提")
              .split(" "));
  private static final String MARKS = ",,,。,;";

  private WideRows() {}

  /** A time-ordered id: rows with a greater number have a greater one. */
  static UUID id(int number) {
    long scattered = number * 0x9E3779B97F4A7C15L;
    long moment = 1_700_000_000_000L + number * 40L;
    return new UUID(
        moment << 16 | 0x7000 | scattered >>> 52, scattered >>> 2 | 0x8000000000000000L);
  }

  /** Name of a city by rank; the first is the largest. */
  static String city(int rank) {
    int other = rank / PLACES.length();
    return "" + PLACES.charAt(rank % PLACES.length()) + PLACES.charAt(other * 5 + 3) + "市";
  }

  /** A source by rank; the first is the most frequent. */
  static String source(int rank) {
    return SOURCES.get(rank);
  }

  /** Another stage by number. */
  static String stage(int number) {
    return STAGES.get(Math.floorMod(number, STAGES.size()));
  }

  /** The mobile number of a row, which no other row has. */
  static String phone(int number) {
    return "+86138" + String.format(Locale.ROOT, "%08d", (number * 48_271L + 11) % 99_999_989L);
  }

  /** A rank below a bound, small ones much more often than large ones. */
  static int rank(Random random, int bound) {
    return (int) Math.min(bound - 1, Math.pow(bound + 1.0, random.nextDouble()) - 1);
  }

  /** The values in the order of the fields; text as it is, lists as a JSON array, null if empty. */
  static @Nullable String[] values(int number) {
    Random random = new Random(number * 7_919L + 20_261_120);
    String[] values = new String[WideEntity.FIELDS];
    String name = name(random);
    int store = rank(random, STORES);
    put(values, WideEntity.NAME, name);
    put(values, WideEntity.PHONE, phone(number));
    put(values, WideEntity.CITY, city(rank(random, 300)));
    put(values, WideEntity.SOURCE, source(rank(random, SOURCES.size())));
    put(values, WideEntity.STAGE, STAGES.get(rank(random, STAGES.size())));
    put(values, WideEntity.LEVEL, LEVELS.get(rank(random, LEVELS.size())));
    put(values, WideEntity.STORE, new UUID(0x7000L, 0x8000000000000000L + store).toString());
    int owner = store * 7 + random.nextInt(7);
    put(values, WideEntity.OWNER, new UUID(0x7001L, 0x8000000000000000L + owner).toString());
    int days = (int) Math.min(2_500, -Math.log(1 - random.nextDouble()) * 300);
    put(values, WideEntity.LAST_VISIT, ANCHOR.minusDays(days).toString());
    put(values, WideEntity.BIRTHDAY, day(random, 6_000, 22_000));
    double spent = Math.exp(7.5 + 1.1 * random.nextGaussian());
    put(
        values,
        WideEntity.TOTAL_SPENT,
        String.format(Locale.ROOT, "%.2f", Math.min(spent, 2_000_000)));
    put(values, WideEntity.VISITS, String.valueOf(rank(random, 60)));
    putCold(values, random, number);
    return values;
  }

  private static void putCold(@Nullable String[] values, Random random, int number) {
    for (WideField field : WideEntity.ALL) {
      int id = field.id();
      if (field.isPromoted() || (id % 4 == 0 && random.nextInt(5) == 0)) {
        continue;
      }
      values[id - 1] =
          switch (field.type()) {
            case TEXT -> id <= 27 ? choice(id, random) : text(id, random, number);
            case NUMBER -> String.valueOf(100 * random.nextInt(120));
            case WHOLE -> String.valueOf(rank(random, 400));
            case DATE -> day(random, -400, 1_600);
            case TRUTH -> String.valueOf(random.nextInt(4) > 0);
            case TEXTS -> list(random);
            case UUID -> throw new IllegalStateException("no cold field is a reference");
          };
    }
  }

  private static String choice(int id, Random random) {
    return "choice" + id + (char) ('A' + rank(random, 8));
  }

  /** Thirteen short texts, three long ones. */
  private static String text(int id, Random random, int number) {
    if (id <= 31) {
      return "wx_" + Integer.toString(number * id, 36) + random.nextInt(10_000);
    }
    if (id <= 40) {
      return sentence(random, 8 + random.nextInt(16));
    }
    double size = Math.exp(5.4 + 0.5 * random.nextGaussian());
    return sentence(random, (int) Math.max(130, Math.min(540, size)));
  }

  private static String sentence(Random random, int characters) {
    StringBuilder text = new StringBuilder(characters + 8);
    int words = 0;
    while (text.length() < characters) {
      text.append(WORDS.get(rank(random, WORDS.size())));
      if (++words % 4 == 0) {
        text.append(MARKS.charAt(random.nextInt(MARKS.length())));
      }
      if (random.nextInt(12) == 0) {
        text.append(random.nextInt(10_000));
      }
    }
    return text.toString();
  }

  private static String list(Random random) {
    StringBuilder list = new StringBuilder("[");
    int items = 1 + random.nextInt(3);
    for (int i = 0; i < items; i++) {
      list.append(i == 0 ? "\"" : ",\"")
          .append(WORDS.get(random.nextInt(WORDS.size())))
          .append('"');
    }
    return list.append(']').toString();
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    name.append(SURNAMES.charAt(rank(random, SURNAMES.length())));
    name.append(GIVEN.charAt(random.nextInt(GIVEN.length())));
    if (random.nextInt(4) > 0) {
      name.append(GIVEN.charAt(random.nextInt(GIVEN.length())));
    }
    return name.toString();
  }

  private static String day(Random random, int from, int days) {
    return ANCHOR.minusDays(from + random.nextInt(days)).toString();
  }

  private static void put(@Nullable String[] values, WideField field, String value) {
    values[field.id() - 1] = value;
  }
}
