package dev.dougong.engine.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.seal.internal.JdbcFieldSeals;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.testkit.TestMetadata;
import dev.dougong.engine.testkit.TestSeals;
import dev.dougong.engine.value.SealedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted fields: no table holds a value, and people notice nothing. */
class SealedFieldsTest {

  private static final String WANG =
      "{'name':'王芳','phone':'13912345678','mail':'wang13912345678@example.com',"
          + "'wechat':'wx13912345678','remark':'电话 13912345678'}";

  private static List<String> problems(Runnable work) {
    try {
      work.run();
    } catch (ProblemException e) {
      return e.problems().stream().map(Problem::code).toList();
    }
    return List.of();
  }

  @Asvs("14.2.4")
  @Test
  void noTableHoldsAValueAndEveryReaderWithTheRightSeesIt() {
    SealedShop shop = new SealedShop(true);
    EntityRecord wang = shop.create(WANG);
    List<Operation> many = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      many.add(
          new Operation.Create(
              SealedShop.json(
                  "{'name':'n%d','phone':'138%08d','wechat':'13912345678'}".formatted(i, i))));
    }
    shop.records.batch(shop.all(), "customer", many, WriteOptions.API);
    wang = shop.patch(wang, "{'phone':'13700000001','points':3}");
    wang = shop.patch(wang, "{'phone':'13912345678'}");

    assertThat(shop.traces(SealedShop.DIGITS)).isEmpty();
    assertThat(shop.traces("13800000042")).isEmpty();
    assertThat(shop.traces("13700000001")).isEmpty();
    JsonNode read = shop.read(wang.id());
    assertThat(read.path("phone").asText()).isEqualTo(SealedShop.NUMBER);
    assertThat(read.path("mail").asText()).isEqualTo("wang13912345678@example.com");
    assertThat(read.path("remark").asText()).isEqualTo("电话 13912345678");
    assertThat(read.path("isKnown").asBoolean()).isTrue();
    assertThat(shop.export()).contains("139 1234 5678", "wx13912345678");
    assertThat(shop.changes(wang.id()).toString())
        .contains(SealedShop.NUMBER, "+8613700000001")
        .doesNotContain("~");
  }

  @Test
  void wholeValuesAreFoundAndMasksStayMasks() {
    SealedShop shop = new SealedShop(true);
    EntityRecord wang = shop.create(WANG);
    var unused = shop.create("{'name':'李明','phone':'13800000002'}");

    assertThat(shop.found("phone == \"+8613912345678\"")).isOne();
    assertThat(shop.found("phone != \"+8613912345678\"")).isOne();
    assertThat(shop.found("phone in (\"+8613912345678\", \"+8613800000002\")")).isEqualTo(2);
    assertThat(shop.found("mail == \"wang13912345678@example.com\" && wechat != null")).isOne();
    assertThat(shop.found("remark == null")).isOne();
    assertThat(shop.found("isKnown")).isOne();
    JsonNode masked = shop.list(shop.all().masking("customer", "phone"), "name == \"王芳\"");
    assertThat(masked.at("/items/0/phone").asText()).isEqualTo("139****5678");
    assertThat(shop.patch(wang, "{'phone':'13912345678'}").version())
        .as("the same value is no change")
        .isEqualTo(wang.version());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contains(phone, \"139\")",
        "startsWith(wechat, \"wx\")",
        "phone > \"1\"",
        "name == phone",
        "length(remark) > 3",
        "isBlank(coalesce(phone, \"1\"))",
      })
  void whatWouldHaveToReadValuesIsRefused(String filter) {
    SealedShop shop = new SealedShop(true);
    assertThat(problems(() -> shop.list(shop.all(), filter)))
        .containsExactly("expression.encryptedField");
    assertThat(problems(() -> shop.list(shop.all(), null, "phone")))
        .containsExactly("query.unsortable");
  }

  @Test
  void aValueIsTakenOnce() {
    SealedShop shop = new SealedShop(true);
    var first = shop.create(WANG);
    assertThatThrownBy(() -> shop.create("{'name':'王小芳','phone':'139 1234 5678'}"))
        .isInstanceOf(ConflictException.class);
    shop.workspace.seals.exchange();
    assertThatThrownBy(() -> shop.create("{'name':'王小芳','phone':'139 1234 5678'}"))
        .as("under the next key, too")
        .isInstanceOf(ConflictException.class);
    assertThat(shop.patch(first, "{'phone':'13912345678'}").version()).isEqualTo(first.version());
  }

  @Asvs("14.2.4")
  @Test
  void problemsDoNotQuoteValues() {
    SealedShop shop = new SealedShop(true);
    assertThatThrownBy(() -> shop.create("{'name':'王芳','phone':'1391234567 oder 8'}"))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> assertThat(e.problems().toString()).doesNotContain("1391234567"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'title':'s'|encrypted.notTitle",
        "'naturalKey':['s']|encrypted.notKey",
      })
  void whatEntitiesCannotDoWithThem(String more, String code) {
    List<String> codes =
        check(
            "{'key':'a',%s,'fields':[{'key':'s','type':'text','encrypted':true}]}".formatted(more));
    assertThat(codes).isEqualTo(code == null ? List.of() : List.of(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'key':'f','type':'text','encrypted':true,'search':true}|encrypted.notSearched",
        "{'key':'f','type':'text','encrypted':true,'default':'\"x\"'}|encrypted.noDefault",
        "{'key':'f','type':'lookup','via':'r','of':'s'}|encrypted.notLookedUp",
        "{'key':'f','type':'formula','result':'text','expression':'s'}|expression.encryptedField",
        "{'key':'f','type':'formula','result':'text','expression':'upper(r.s)'}"
            + "|expression.encryptedField",
        "{'key':'f','type':'rollup','entity':'a','via':'r','aggregate':'max','of':'s'}"
            + "|metadata.rollupOf",
        "{'key':'f','type':'table','fields':[{'key':'t','type':'text','encrypted':true}]}"
            + "|encrypted.notInRows",
      })
  void whatFieldsCannotDoWithThem(String field, String code) {
    assertThat(
            check(
                "{'key':'a','fields':[{'key':'s','type':'text','encrypted':true},"
                    + "{'key':'r','type':'reference','entity':'a'},"
                    + field
                    + "]}"))
        .contains(code);
  }

  private static List<String> check(String entity) {
    return TestMetadata.check(
            dev.dougong.engine.storage.Workspace.MAIN,
            TestMetadata.documents(entity.replace('\'', '"').replace("\"\"x\"\"", "\"\\\"x\\\"\"")))
        .problems()
        .stream()
        .map(Problem::code)
        .toList();
  }

  @Test
  void aFieldWithDataGoesUnderSealWithItsHistoryAndComesBack() {
    SealedShop shop = new SealedShop(false);
    EntityRecord wang = shop.create(WANG);
    wang = shop.patch(wang, "{'phone':'13700000001'}");
    wang = shop.patch(wang, "{'phone':'13912345678'}");
    var other = shop.create("{'name':'李明'}");
    shop.close();
    assertThat(shop.traces(SealedShop.DIGITS)).isNotEmpty();

    shop.publish(true);
    shop.work();

    assertThat(shop.traces(SealedShop.DIGITS)).isEmpty();
    assertThat(shop.traces("13700000001")).isEmpty();
    assertThat(shop.read(wang.id()).path("phone").asText()).isEqualTo(SealedShop.NUMBER);
    assertThat(shop.read(wang.id()).path("remark").asText()).isEqualTo("电话 13912345678");
    assertThat(
            shop.read(other.id()).path("phone").isMissingNode()
                || shop.read(other.id()).path("phone").isNull())
        .isTrue();
    assertThat(shop.changes(wang.id()).toString()).contains("+8613700000001");
    assertThat(shop.found("phone == \"+8613912345678\"")).isOne();
    assertThat(shop.chain.verify().faults()).isEmpty();
    shop.close();
    assertThat(shop.chain.verify().faults()).isEmpty();

    shop.publish(false);
    shop.work();

    assertThat(shop.read(wang.id()).path("phone").asText()).isEqualTo(SealedShop.NUMBER);
    assertThat(shop.found("contains(phone, \"1234\")")).isOne();
  }

  @Test
  void keysAreExchangedWhilePeopleWrite() throws Exception {
    SealedShop shop = new SealedShop(true);
    List<EntityRecord> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      all.add(shop.create("{'name':'n','phone':'138%08d','wechat':'w%d'}".formatted(i, i)));
    }
    AtomicBoolean isDone = new AtomicBoolean();
    ExecutorService writers = Executors.newFixedThreadPool(2);
    List<Future<List<EntityRecord>>> written = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      int from = half * 30;
      written.add(writers.submit(() -> writing(shop, from, all.subList(from, from + 30), isDone)));
    }
    for (int round = 0; round < 3; round++) {
      shop.workspace.worker(shop.upkeep()).exchangeKeys();
      shop.work();
    }
    isDone.set(true);
    List<EntityRecord> now = new ArrayList<>();
    for (Future<List<EntityRecord>> half : written) {
      now.addAll(half.get());
    }
    writers.shutdown();
    shop.workspace.worker(shop.upkeep()).exchangeKeys();
    shop.work();

    int wechat = shop.field("wechat").id();
    for (int i = 0; i < now.size(); i++) {
      JsonNode read = shop.read(now.get(i).id());
      assertThat(read.path("phone").asText()).isEqualTo("+86138%08d".formatted(i));
      assertThat(read.path("version").asLong()).isEqualTo(now.get(i).version());
      SealedText sealed = (SealedText) Objects.requireNonNull(now.get(i).value(wechat));
      assertThat(read.path("wechat").asText()).isEqualTo(shop.workspace.seals.open(sealed, wechat));
    }
    assertThat(keysInUse(shop)).containsExactly(shop.workspace.seals.newest());
  }

  /** Writes the records again and again; gives them as they are at the end. */
  private static List<EntityRecord> writing(
      SealedShop shop, int from, List<EntityRecord> records, AtomicBoolean isDone) {
    List<EntityRecord> mine = new ArrayList<>(records);
    int round = 0;
    do {
      round++;
      for (int i = 0; i < mine.size(); i++) {
        mine.set(i, shop.patch(mine.get(i), "{'wechat':'w%d-%d'}".formatted(from + i, round)));
      }
    } while (!isDone.get());
    return mine;
  }

  private static List<Integer> keysInUse(SealedShop shop) {
    var customer = shop.workspace.metadata().entity("customer");
    var phone = shop.field("phone");
    return shop.workspace.jdbc.query(
        Sql.of("select distinct split_part(")
            .add(phone.column())
            .add(", '.', 2)::int from ")
            .add(shop.workspace.workspace.schema(), customer.table()),
        row -> row.getInt(1));
  }

  @Test
  void keysAreSealedByTheRingAndMovedRowsDoNotOpen() {
    SealedShop shop = new SealedShop(true);
    var jdbc = shop.workspace.jdbc;
    var of = shop.workspace.workspace;
    SealedText sealed = shop.workspace.seals.seal("138", 7);
    assertThat(shop.workspace.seals.open(sealed, 7)).isEqualTo("138");
    assertThatThrownBy(() -> shop.workspace.seals.open(sealed, 8))
        .isInstanceOf(IllegalStateException.class);

    SealedShop other = new SealedShop(true);
    String old = KeyRing.newKey();
    String anew = KeyRing.newKey();
    var otherOf = other.workspace.workspace;
    jdbc.update(Sql.of("delete from ").add(otherOf.schema()).add(".field_key"));
    JdbcFieldSeals first =
        TestSeals.of(other.workspace.jdbc, otherOf, other.workspace.database, old);
    SealedText value = first.seal("x", 1);
    JdbcFieldSeals both =
        TestSeals.of(other.workspace.jdbc, otherOf, other.workspace.database, anew + "\n" + old);
    assertThat(both.open(value, 1)).isEqualTo("x");
    JdbcFieldSeals second =
        TestSeals.of(other.workspace.jdbc, otherOf, other.workspace.database, anew);
    assertThat(second.open(value, 1)).as("the old key of the ring can go").isEqualTo("x");
    JdbcFieldSeals foreign = TestSeals.of(jdbc, of, shop.workspace.database, KeyRing.newKey());
    assertThat(problems(() -> foreign.open(sealed, 7))).containsExactly("seal.keyMissing");
    assertThat(problems(() -> foreign.seal("138", 7))).containsExactly("seal.keyMissing");
  }
}
