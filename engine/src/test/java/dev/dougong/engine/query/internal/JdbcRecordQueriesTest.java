package dev.dougong.engine.query.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.testkit.TestAccess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcRecordQueriesTest {

  private static final int CUSTOMERS = 137;

  private final Shop shop = new Shop();
  private UUID east = new UUID(0, 0);
  private UUID west = new UUID(0, 0);
  private UUID wang = new UUID(0, 0);

  @BeforeAll
  void fill() {
    east =
        shop.create(
                "store",
                "{\"code\":\"E\",\"name\":\"东门店\",\"hotline\":\"0571-88886666\",\"city\":\"深圳市\"}")
            .id();
    west = shop.create("store", "{\"code\":\"W\",\"name\":\"西丽店\",\"city\":\"广州市\"}").id();
    Random random = new Random(20261122);
    for (int i = 0; i < CUSTOMERS; i++) {
      StringBuilder json = new StringBuilder("{\"name\":\"客户" + i + "\"");
      json.append(",\"phone\":\"1380013").append(1000 + i).append('"');
      if (random.nextInt(4) > 0) {
        json.append(",\"points\":").append(random.nextInt(6));
      }
      if (random.nextInt(3) > 0) {
        json.append(",\"spent\":").append(random.nextInt(400) * 25).append(".5");
      }
      if (random.nextInt(3) > 0) {
        json.append(",\"born\":\"19").append(60 + random.nextInt(40)).append("-02-11\"");
      }
      json.append(",\"city\":\"").append(i % 2 == 0 ? "深圳" : "广州").append('"');
      json.append(",\"store\":\"").append(i % 3 == 0 ? east : west).append("\"}");
      shop.create("customer", json.toString());
    }
    EntityRecord made =
        shop.create(
            "customer",
            "{\"name\":\"王小明\",\"phone\":\"13912345678\",\"secret\":\"龙虎\",\"store\":{\"code\":\"E\"},"
                + "\"family\":[{\"relation\":\"妻子\",\"age\":30}],\"tags\":[\"果粉\"],\"points\":3,"
                + "\"born\":\"1996-11-22\",\"seen\":\"2026-11-20T09:30:00+08:00\"}");
    wang = made.id();
  }

  @Test
  void readsARecordWithLabelsRowsAndComputedValues() {
    JsonNode record = shop.read(shop.everything(), "customer", wang);
    assertThat(record.path("name").asText()).isEqualTo("王小明");
    assertThat(record.path("store").path("label").asText()).isEqualTo("东门店");
    assertThat(record.path("storeCity").asText()).isEqualTo("深圳市");
    assertThat(record.path("age").asInt()).isEqualTo(30);
    assertThat(record.path("family").get(0).path("relation").asText()).isEqualTo("妻子");
    assertThat(record.path("createdBy").path("label").asText()).isEqualTo("测试员");
    assertThat(record.path("seen").asText()).isEqualTo("2026-11-20T01:30:00Z");
  }

  @Test
  void exportsCellsAsPeopleReadThem() {
    ListQuery query =
        new ListQuery(
            "customer",
            "name == \"王小明\"",
            List.of(),
            List.of("phone", "seen", "store", "storeHotline", "tags"),
            null,
            10,
            null,
            false,
            false);
    List<List<String>> rows = shop.export(shop.everything(), query);
    int phone = rows.get(0).indexOf("phone");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).subList(phone, phone + 5))
        .containsExactly("139 1234 5678", "2026-11-20 09:30", "东门店", "0571-8888 6666", "果粉");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "points",
        "-points",
        "name",
        "-spent,points",
        "points,-spent,name",
        "-born,-points",
        "store.name,-points",
        "storeCity,name",
        "-createdAt",
        "age,-spent"
      })
  void pagesShowEveryRecordOnceInOrder(String sort) {
    List<String> keys = sort.isEmpty() ? List.of() : List.of(sort.split(","));
    List<String> whole = ids(Shop.customers(null, keys, null, 500));
    assertThat(whole).hasSize(CUSTOMERS + 1).doesNotHaveDuplicates();
    for (int limit : new int[] {1, 7, 50}) {
      assertThat(ids(Shop.customers(null, keys, null, limit))).isEqualTo(whole);
    }
  }

  @Test
  void countsExactlyWhenAsked() {
    JsonNode page = shop.list(shop.everything(), Shop.customers("points >= 3", List.of(), null, 5));
    int all = ids(Shop.customers("points >= 3", List.of(), null, 500)).size();
    assertThat(page.path("count").asInt()).isEqualTo(all).isGreaterThan(5);
    assertThat(page.path("limit").asInt()).isEqualTo(5);
  }

  @Test
  void filtersThroughReferencesAndComputedValues() {
    assertThat(ids(Shop.customers("store.name == \"东门店\" && age >= 30", List.of(), null, 500)))
        .contains(wang.toString());
    assertThat(ids(Shop.customers("storeCity == \"广州市\"", List.of(), null, 500)))
        .doesNotContain(wang.toString());
    assertThat(ids(Shop.customers("contains(tags, \"果粉\")", List.of(), null, 500)))
        .containsExactly(wang.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"王", "小明", "王小明", "xm", "wxm", "wangxiao", "3456", "5678", "139", "王 5678"})
  void findsByNamePinyinAndDigits(String q) {
    assertThat(ids(Shop.customers(null, List.of("name"), q, 20))).contains(wang.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"明小", "李", "9999", "xyz", "'", "%", "_"})
  void findsNothingElse(String q) {
    assertThat(ids(Shop.customers(null, List.of(), q, 20))).doesNotContain(wang.toString());
  }

  @Test
  void showsNothingOfRecordsThatMayNotBeRead() {
    TestAccess limited = shop.everything().reading("customer", "store.code == \"W\"");
    JsonNode page = shop.list(limited, Shop.customers(null, List.of(), null, 500));
    assertThat(page.path("count").asInt())
        .isEqualTo(page.path("items").size())
        .isLessThan(CUSTOMERS);
    assertThat(page.path("items").findValuesAsText("id")).doesNotContain(wang.toString());
    JsonNode found = shop.list(limited, Shop.customers(null, List.of(), "王小明", 20));
    assertThat(found.path("items")).isEmpty();
    assertThat(found.path("count").asInt()).isZero();
    assertThatThrownBy(() -> shop.read(limited, "customer", wang))
        .isInstanceOf(AccessException.class)
        .hasMessageContaining("notFound");
  }

  @Test
  void showsNothingOfHiddenTargets() {
    TestAccess limited = shop.everything().reading("store", "code == \"W\"");
    JsonNode record = shop.read(limited, "customer", wang);
    assertThat(record.path("store").path("label").isNull()).isTrue();
    JsonNode page =
        shop.list(limited, Shop.customers("store.city == \"深圳市\"", List.of(), null, 500));
    assertThat(page.path("count").asInt()).isZero();
    List<String> sorted = new ArrayList<>();
    shop.list(limited, Shop.customers("points == 3", List.of("store.name"), null, 500))
        .path("items")
        .forEach(item -> sorted.add(item.path("store").path("label").asText()));
    assertThat(sorted).isNotEmpty().doesNotContain("东门店");
  }

  @Test
  void hiddenFieldsDoNotExist() {
    TestAccess limited = shop.everything().with("customer", "secret", FieldAccess.HIDDEN);
    assertThat(shop.read(limited, "customer", wang).has("secret")).isFalse();
    assertThat(shop.list(limited, Shop.customers(null, List.of(), "龙虎", 20)).path("items"))
        .isEmpty();
    assertThat(
            shop.list(shop.everything(), Shop.customers(null, List.of(), "龙虎", 20)).path("items"))
        .hasSize(1);
    for (ListQuery query :
        List.of(
            Shop.customers("secret == \"龙虎\"", List.of(), null, 20),
            Shop.customers(null, List.of("secret"), null, 20),
            new ListQuery(
                "customer", null, List.of(), List.of("secret"), null, 5, null, false, false))) {
      assertThatThrownBy(() -> shop.list(limited, query)).isInstanceOf(ProblemException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name == \"x\" or 1=1",
        "name'; drop table customer; --",
        "1 == 1) union select 1 --",
        "name.getClass()",
        "java.lang.Runtime.getRuntime()",
        "new java.io.File(\"x\")",
        "data == null",
        "f100 == \"x\"",
        "r.id == null",
        "deleted_at == null",
        "store.password == \"x\"",
        "name == unknown",
        "points",
        "(((((((((((((((((((((((((((((((((((((((((points)",
      })
  void refusesHostileFilters(String filter) {
    assertThatThrownBy(
            () -> shop.list(shop.everything(), Shop.customers(filter, List.of(), null, 20)))
        .isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name;drop table x",
        "(select 1)",
        "data->>'f100'",
        "1",
        "name desc",
        "--name",
        "family",
        "tags",
        "now()",
        "nosuch",
        "store.nosuch",
        ""
      })
  void refusesHostileSorts(String sort) {
    assertThatThrownBy(
            () -> shop.list(shop.everything(), Shop.customers(null, List.of(sort), null, 20)))
        .isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "!!!", "W10", "WyJ4Il0", "eyJhIjoxfQ", "WzEsMl0", "AAAAAAAAAAAAAAAAAAAA"})
  void refusesForgedCursors(String cursor) {
    ListQuery query = Shop.customers(null, List.of("points"), null, 20);
    assertThatThrownBy(() -> shop.list(shop.everything(), Shop.behind(query, cursor)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("query.badCursor");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 501, Integer.MAX_VALUE})
  void refusesLimitsOutOfRange(int limit) {
    assertThatThrownBy(
            () -> shop.list(shop.everything(), Shop.customers(null, List.of(), null, limit)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("query.limitOutOfRange");
  }

  private List<String> ids(ListQuery query) {
    List<String> ids = new ArrayList<>();
    JsonNode page = shop.list(shop.everything(), query);
    while (true) {
      page.path("items").forEach(item -> ids.add(item.path("id").asText()));
      if (page.path("next").isNull()) {
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        return ids;
      }
      page = shop.list(shop.everything(), Shop.behind(query, page.path("next").asText()));
    }
  }
}
