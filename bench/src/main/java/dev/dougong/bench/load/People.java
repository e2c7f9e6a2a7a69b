package dev.dougong.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

/** Believable customers, sales and leads by number: the same number gives the same values. */
final class People {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SURNAMES =
      "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
  private static final String GIVEN =
      "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玉萍红梅建国华志海燕文斌鹏辉丹宇浩欣怡子涵梓轩一诺雨桐思远佳琪晨曦嘉豪天佑俊熙诗语可馨博文若曦昊然梦瑶";
  private static final List<String> CITIES =
      List.of("深圳市", "广州市", "杭州市", "成都市", "武汉市", "南京市", "苏州市", "西安市", "长沙市", "郑州市");
  private static final List<String> SOURCES =
      List.of("walkIn", "wechat", "phone", "online", "referral");
  private static final List<String> BRANDS =
      List.of("apple", "huawei", "xiaomi", "oppo", "vivo", "honor");
  private static final LocalDate ANCHOR = LocalDate.of(2026, 11, 20);

  /** Sales run up to yesterday, so that a report over this month has some in every month. */
  private static final LocalDate LAST_SALE = today().minusDays(1);

  private final List<String> stores;

  People(List<String> stores) {
    this.stores = List.copyOf(stores);
  }

  /** The day of the shops. */
  static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai"));
  }

  /** City of a customer number; known without making the customer. */
  static String city(int number) {
    return CITIES.get(number % CITIES.size());
  }

  /** Source of a customer number. */
  static String source(int number) {
    return SOURCES.get(number / 10 % SOURCES.size());
  }

  /** All cities. */
  static List<String> cities() {
    return CITIES;
  }

  /** All sources. */
  static List<String> sources() {
    return SOURCES;
  }

  /** A name of two or three characters. */
  static String name(int number) {
    Random random = new Random(number * 7919L + 17);
    StringBuilder name = new StringBuilder();
    name.append(SURNAMES.charAt(random.nextInt(SURNAMES.length())));
    name.append(GIVEN.charAt(random.nextInt(GIVEN.length())));
    if (random.nextInt(4) > 0) {
      name.append(GIVEN.charAt(random.nextInt(GIVEN.length())));
    }
    return name.toString();
  }

  /** A mobile number that no other number below 100 million has, as it is stored. */
  static String phone(int number) {
    long scattered = (number * 48_271L + 11) % 99_999_989L;
    return "+86138" + String.format("%08d", scattered);
  }

  /** A customer's values. */
  ObjectNode customer(int number) {
    Random random = new Random(number * 104_729L + 3);
    ObjectNode values = MAPPER.createObjectNode();
    values.put("name", name(number));
    values.put("phone", phone(number));
    values.put("gender", random.nextBoolean() ? "male" : "female");
    values.put("birthday", ANCHOR.minusDays(6_000 + random.nextInt(15_000)).toString());
    values.put("kind", "person");
    values.put("wechat", "wx_" + Integer.toString(number, 36) + "_" + random.nextInt(1000));
    values.put("city", city(number));
    values.put("address", "人民路" + (1 + random.nextInt(900)) + "号" + random.nextInt(30) + "栋");
    values.put("store", stores.get(number % stores.size()));
    values.put("source", source(number));
    values.put("phoneBoughtOn", ANCHOR.minusDays(random.nextInt(1_200)).toString());
    values.put("lastVisit", ANCHOR.minusDays(random.nextInt(900)).toString());
    values.put("preferredContact", "wechat");
    values.put("acceptsMessages", random.nextInt(5) > 0);
    values.put("notes", "喜欢拍照,常给家人买手机;关注以旧换新活动,周末方便到店。编号" + number);
    ArrayNode tags = values.putArray("tags");
    tags.add(random.nextBoolean() ? "果粉" : "商务人士");
    if (random.nextInt(3) == 0) {
      tags.add("游戏爱好者");
    }
    values.put("brandPreference", BRANDS.get(random.nextInt(BRANDS.size())));
    values.put("budgetMin", 1000 + 100 * random.nextInt(20));
    values.put("budgetMax", 4000 + 100 * random.nextInt(60));
    values.put("replacementCycle", 12 + random.nextInt(24));
    return values;
  }

  /** A sale's values, for a customer and with two lines. */
  ObjectNode sale(int number, String customer, List<String> products) {
    Random random = new Random(number * 15_485_863L + 5);
    ObjectNode values = MAPPER.createObjectNode();
    values.put("customer", customer);
    values.put("store", stores.get(number % stores.size()));
    values.put(
        "soldAt",
        LAST_SALE.minusDays(random.nextInt(900))
            + "T"
            + (10 + random.nextInt(10))
            + ":30:00+08:00");
    values.put("status", "paid");
    values.put("channel", "store");
    values.put("paymentMethod", random.nextBoolean() ? "wechat" : "alipay");
    ArrayNode items = values.putArray("items");
    for (int i = 0; i < 2; i++) {
      ObjectNode item = items.addObject();
      item.put("product", products.get(random.nextInt(products.size())));
      item.put("quantity", 1);
      item.put(
          "price",
          new BigDecimal(i == 0 ? 1999 + 100 * random.nextInt(60) : 39 + 10 * random.nextInt(20)));
      item.put("isGift", false);
    }
    values.put("discount", new BigDecimal(random.nextInt(4) * 50));
    if (values.path("discount").intValue() > 0) {
      values.put("discountReason", "campaign");
    }
    values.put("needsInvoice", false);
    return values;
  }

  /** A lead's values. */
  ObjectNode lead(int number) {
    ObjectNode values = MAPPER.createObjectNode();
    values.put("name", name(number + 31));
    values.put("phone", phone(90_000_000 + number));
    values.put("source", source(number));
    values.put("store", stores.get(number % stores.size()));
    values.put("stage", number % 3 == 0 ? "new" : number % 3 == 1 ? "contacted" : "invited");
    return values;
  }
}
