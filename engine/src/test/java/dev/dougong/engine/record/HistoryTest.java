package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.change.JdbcRecordHistory;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final String STORE =
      """
      {"key":"store","label":{"zh":"门店"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"名称"}}]}
      """;
  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"}},
        {"key":"points","type":"integer","label":{"zh":"积分"}},
        {"key":"birthday","type":"date","label":{"zh":"生日"},"indexed":true},
        {"key":"store","type":"reference","entity":"store","label":{"zh":"门店"}}]}
      """;

  private Desk desk;
  private RecordHistory history;
  private EntityRecord store;
  private EntityRecord record;

  @BeforeEach
  void writeThreeVersions() {
    desk = Desk.of(STORE, CUSTOMER);
    history = new JdbcRecordHistory(desk.jdbc(), new SqlCompiler(), desk.parts.directory());
    store = desk.create("store", "{'name':'一店'}");
    record =
        desk.records.create(
            desk.clerkAt(hour(0)),
            "customer",
            Desk.json(
                "{'name':'a','points':1,'birthday':'2000-01-01','store':'" + store.id() + "'}"),
            WriteOptions.API);
    record = patch(hour(1), "{'points':2}");
    record = patch(hour(2), "{'name':'b','store':null,'birthday':null}");
  }

  private static Instant hour(int hour) {
    return Desk.NOON.plus(Duration.ofHours(hour));
  }

  private EntityRecord patch(Instant now, String values) {
    return record =
        desk.records.patch(
            desk.clerkAt(now),
            "customer",
            record.id(),
            record.version(),
            Desk.json(values),
            WriteOptions.API);
  }

  private interface Writing {
    void to(JsonGenerator out) throws IOException;
  }

  private static JsonNode json(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = ValueJson.mapper().createGenerator(text)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return ValueJson.mapper().readTree(text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode changes(Access access, @Nullable String after, int limit) {
    return json(out -> history.changes(access, "customer", record.id(), after, limit, out));
  }

  private JsonNode asOf(Access access, Instant at) {
    return json(out -> history.asOf(access, "customer", record.id(), at, out));
  }

  private JsonNode spans(Access access, String field) {
    return json(out -> history.spans(access, "customer", record.id(), field, out)).get("items");
  }

  @Test
  void tellsWhenAFieldTookAndLeftEachValue() {
    record = patch(hour(3), "{'points':2,'name':'b'}");
    record = patch(hour(4), "{'points':null}");
    record = patch(hour(6), "{'points':1}");

    JsonNode points = spans(desk.clerk(), "points");

    assertThat(points).hasSize(3);
    assertThat(points.get(0).get("value").asLong()).isEqualTo(1);
    assertThat(at(points, 0, "from")).isEqualTo(hour(0));
    assertThat(at(points, 0, "until")).isEqualTo(hour(1));
    assertThat(at(points, 1, "from")).isEqualTo(hour(1));
    assertThat(at(points, 1, "until")).isEqualTo(hour(4));
    assertThat(at(points, 2, "from")).isEqualTo(hour(6));
    assertThat(points.get(2).get("until").isNull()).isTrue();
    assertThat(points.get(2).get("by").get("label").asText()).isEqualTo("clerk");
    assertThat(spans(desk.clerk(), "store").toString())
        .contains("{\"id\":\"" + store.id() + "\",\"label\":\"一店\"}");
  }

  private static Instant at(JsonNode spans, int index, String key) {
    return Instant.parse(spans.get(index).get(key).asText());
  }

  @Test
  void goesOnWithTheTimesOfAFieldWhileTheRecordIsInTheBin() {
    desk.records.delete(
        desk.clerkAt(hour(3)), "customer", record.id(), record.version(), WriteOptions.API);
    desk.records.restore(desk.clerkAt(hour(5)), "customer", record.id(), WriteOptions.API);

    JsonNode points = spans(desk.clerk(), "points");

    assertThat(points).hasSize(2);
    assertThat(points.get(1).get("until").isNull()).isTrue();
  }

  @Test
  void tellsNoTimesOfFieldsAndRecordsThatAreNotOpen() {
    var hidden = desk.clerk().with("customer", "points", FieldAccess.HIDDEN);
    var other = desk.clerk().reading("customer", "name == \"z\"");

    assertThat(Desk.problems(() -> spans(hidden, "points")))
        .containsExactly("query.unknownField@/field");
    assertThat(Desk.problems(() -> spans(desk.clerk(), "nothing")))
        .containsExactly("query.unknownField@/field");
    assertThat(Desk.problems(() -> spans(other, "points"))).containsExactly("notFound@");
  }

  @Test
  void tellsWhoChangedWhatTheNewestFirst() {
    JsonNode items = changes(desk.clerk(), null, 50).get("items");

    assertThat(items).hasSize(3);
    assertThat(items.get(0).get("op").asText()).isEqualTo("updated");
    assertThat(items.get(2).get("op").asText()).isEqualTo("created");
    assertThat(items.get(1).get("by").get("label").asText()).isEqualTo("clerk");
    assertThat(items.get(1).get("fields"))
        .hasToString("[{\"key\":\"points\",\"label\":\"积分\",\"before\":1,\"after\":2}]");
    assertThat(items.get(0).get("fields").toString())
        .contains("{\"id\":\"" + store.id() + "\",\"label\":\"一店\"}");
  }

  @Test
  void pagesByTheNumberOfTheChange() {
    JsonNode first = changes(desk.clerk(), null, 2);
    JsonNode second = changes(desk.clerk(), first.get("next").asText(), 2);

    assertThat(first.get("items")).hasSize(2);
    assertThat(second.get("items")).hasSize(1);
    assertThat(second.get("next").isNull()).isTrue();
    assertThat(Desk.problems(() -> changes(desk.clerk(), "x'--", 2)))
        .containsExactly("query.badCursor@/after");
  }

  @Test
  void showsTheRecordAsItWas() {
    JsonNode old = asOf(desk.clerk(), hour(1).plusSeconds(1));

    assertThat(old.get("name").asText()).isEqualTo("a");
    assertThat(old.get("points").asLong()).isEqualTo(2);
    assertThat(old.get("birthday").asText()).isEqualTo("2000-01-01");
    assertThat(old.get("store").get("label").asText()).isEqualTo("一店");
    assertThat(old.get("version").asLong()).isEqualTo(2);
    assertThat(asOf(desk.clerk(), hour(0)).get("points").asLong()).isEqualTo(1);
    assertThat(asOf(desk.clerk(), hour(9)).get("name").asText()).isEqualTo("b");
    assertThat(Desk.problems(() -> asOf(desk.clerk(), hour(-1)))).containsExactly("notFound@");
  }

  @Test
  void knowsWhenTheRecordWasInTheBin() {
    desk.records.delete(
        desk.clerkAt(hour(3)), "customer", record.id(), record.version(), WriteOptions.API);
    desk.records.restore(desk.clerkAt(hour(5)), "customer", record.id(), WriteOptions.API);

    assertThat(Desk.problems(() -> asOf(desk.clerk(), hour(4)))).containsExactly("notFound@");
    assertThat(asOf(desk.clerk(), hour(2)).get("name").asText()).isEqualTo("b");
    assertThat(asOf(desk.clerk(), hour(6)).get("version").asLong()).isEqualTo(5);
  }

  @Test
  void hidesFieldsAndTheChangesThatHoldNothingElse() {
    var access = desk.clerk().with("customer", "points", FieldAccess.HIDDEN);

    JsonNode items = changes(access, null, 50).get("items");

    assertThat(items).hasSize(2);
    assertThat(items.toString()).doesNotContain("points");
    assertThat(asOf(access, hour(1)).has("points")).isFalse();
  }

  @Test
  void showsMasksInThePlaceOfMaskedValues() {
    patch(hour(3), "{'name':'Sentinel'}");
    patch(hour(4), "{'name':'Sesame'}");
    var access = desk.clerk().masking("customer", "name");

    String items = changes(access, null, 50).toString();

    assertThat(items).contains("\"S**\"").doesNotContain("entinel").doesNotContain("esame");
    assertThat(asOf(access, hour(3)).path("name").asText()).isEqualTo("S**");
    assertThat(Desk.problems(() -> spans(access, "name")))
        .containsExactly("query.unknownField@/field");
  }

  @Test
  void doesNotExistForThoseWhoMayNotReadTheRecord() {
    var access = desk.clerk().reading("customer", "name == \"z\"");

    assertThat(Desk.problems(() -> changes(access, null, 5))).containsExactly("notFound@");
    assertThat(Desk.problems(() -> asOf(access, hour(1)))).containsExactly("notFound@");
    var none = desk.clerk().reading("customer", "false");
    assertThat(Desk.problems(() -> changes(none, null, 5))).containsExactly("notFound@");
    assertThat(
            Desk.problems(
                () ->
                    json(
                        out ->
                            history.changes(
                                desk.clerk(), "customer", new UUID(1, 1), null, 5, out))))
        .containsExactly("notFound@");
  }
}
