package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.query.internal.JdbcRecordQueries;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.change.ChangeTimelineSource;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.storage.internal.JdbcStatements;
import dev.dougong.engine.timeline.Timeline;
import dev.dougong.engine.timeline.internal.JdbcTimeline;
import dev.dougong.engine.timeline.internal.RelatedTimelineSource;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"title":"name",
       "page":{"keyFigures":["points"],
        "timeline":[{"entity":"visit","via":"customer","at":"on","show":["place"]}]},
       "fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"}},
        {"key":"points","type":"integer","label":{"zh":"积分"}}]}
      """;
  private static final String VISIT =
      """
      {"key":"visit","label":{"zh":"到店"},"title":"note","fields":[
        {"key":"note","type":"text","label":{"zh":"说明"}},
        {"key":"place","type":"text","label":{"zh":"地点"}},
        {"key":"on","type":"dateTime","label":{"zh":"时间"}},
        {"key":"customer","type":"reference","entity":"customer","label":{"zh":"客户"}}]}
      """;

  private Desk desk;
  private Timeline timeline;
  private EntityRecord record;

  @BeforeEach
  void writeARecordAndTwoThatPointToIt() {
    desk = Desk.of(CUSTOMER, VISIT);
    SqlCompiler compiler = new SqlCompiler();
    var directory = desk.parts.directory();
    var source = desk.meta.database().dataSource();
    timeline =
        new JdbcTimeline(
            new JdbcStatements(desk.jdbc()),
            compiler,
            directory,
            List.of(
                new ChangeTimelineSource(source, compiler, directory),
                new RelatedTimelineSource(
                    compiler,
                    new JdbcRecordQueries(
                        source,
                        new Expressions(),
                        compiler,
                        directory,
                        new SearchTerms(),
                        access -> {}))));
    record = desk.create("customer", "{'name':'a','points':1}");
    visit("early", "2026-02-01T00:00:00Z");
    visit("late", "2026-03-09T00:00:00Z");
    record =
        desk.records.patch(
            desk.clerkAt(Desk.NOON.plus(Duration.ofHours(1))),
            "customer",
            record.id(),
            record.version(),
            Desk.json("{'points':2}"),
            WriteOptions.API);
  }

  private void visit(String note, String on) {
    var unused =
        desk.create(
            "visit",
            "{'note':'"
                + note
                + "','place':'here','on':'"
                + on
                + "','customer':'"
                + record.id()
                + "'}");
  }

  private JsonNode page(Access access, List<String> kinds, @Nullable String after, int limit) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = ValueJson.mapper().createGenerator(text)) {
      timeline.page(access, "customer", record.id(), kinds, after, limit, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return ValueJson.mapper().readTree(text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> brief(JsonNode page) {
    List<String> brief = new ArrayList<>();
    for (JsonNode item : page.get("items")) {
      brief.add(
          item.has("op")
              ? item.get("op").asText()
              : item.get("kind").asText() + " " + item.get("record").path("note").asText());
    }
    return brief;
  }

  @Test
  void putsChangesAndRelatedRecordsInOneOrder() {
    JsonNode page = page(desk.clerk(), List.of(), null, 50);

    assertThat(brief(page)).containsExactly("visit late", "updated", "created", "visit early");
    assertThat(page.get("next").isNull()).isTrue();
    assertThat(page.get("kinds")).hasToString("[\"change\",\"visit\"]");
    assertThat(page.get("items").get(0).get("record").get("place").asText()).isEqualTo("here");
    assertThat(page.get("items").get(1).get("fields"))
        .hasToString("[{\"key\":\"points\",\"label\":\"积分\",\"before\":1,\"after\":2}]");
  }

  @Test
  void pagesWithoutLossAndRepetition() {
    List<String> all = new ArrayList<>();
    String after = null;
    do {
      JsonNode page = page(desk.clerk(), List.of(), after, 1);
      all.addAll(brief(page));
      after = page.get("next").isNull() ? null : page.get("next").asText();
    } while (after != null);

    assertThat(all).containsExactly("visit late", "updated", "created", "visit early");
  }

  /** Warranties without end and mistyped years are in the page, too. */
  @Test
  void pagesPastTheFarthestDays() {
    visit("first", "0001-01-01T00:00:00Z");
    visit("last", "9999-12-31T00:00:00Z");
    List<String> all = new ArrayList<>();
    String after = null;
    do {
      JsonNode page = page(desk.clerk(), List.of("visit"), after, 1);
      all.addAll(brief(page));
      after = page.get("next").isNull() ? null : page.get("next").asText();
    } while (after != null);

    assertThat(all).containsExactly("visit last", "visit late", "visit early", "visit first");
  }

  @Test
  void showsOnlyTheKindsThatWereAskedFor() {
    assertThat(brief(page(desk.clerk(), List.of("visit"), null, 50)))
        .containsExactly("visit late", "visit early");
    assertThat(Desk.problems(() -> page(desk.clerk(), List.of("visits"), null, 50)))
        .containsExactly("query.unknownTimelineKind@/kinds/0");
    assertThat(Desk.problems(() -> page(desk.clerk(), List.of(), "1.'--", 50)))
        .containsExactly("query.badCursor@/after");
    assertThat(Desk.problems(() -> page(desk.clerk(), List.of(), null, 0)))
        .containsExactly("query.limitOutOfRange@/limit");
  }

  @Test
  void leavesOutWhatTheReaderMayNotSee() {
    var blind = desk.clerk().with("customer", "points", FieldAccess.HIDDEN);
    var some = desk.clerk().reading("visit", "note == \"early\"");
    var unlinked = desk.clerk().with("visit", "customer", FieldAccess.HIDDEN);
    var timeless = desk.clerk().with("visit", "on", FieldAccess.HIDDEN);
    var outside = desk.clerk().reading("customer", "name == \"z\"");

    assertThat(brief(page(blind, List.of("change"), null, 50))).containsExactly("created");
    assertThat(page(blind, List.of(), null, 50).toString()).doesNotContain("points");
    assertThat(brief(page(some, List.of("visit"), null, 50))).containsExactly("visit early");
    assertThat(page(unlinked, List.of(), null, 50).get("kinds")).hasToString("[\"change\"]");
    assertThat(brief(page(timeless, List.of(), null, 50)).get(0)).isEqualTo("updated");
    assertThat(Desk.problems(() -> page(outside, List.of(), null, 50)))
        .containsExactly("notFound@");
  }

  @Test
  void showsNoDeletedRecordsAndRefusesUnknownOnes() {
    UUID first =
        UUID.fromString(
            page(desk.clerk(), List.of("visit"), null, 1).at("/items/0/record/id").asText());
    desk.records.delete(desk.clerk(), "visit", first, 1L, WriteOptions.API);

    assertThat(brief(page(desk.clerk(), List.of("visit"), null, 50)))
        .containsExactly("visit early");
  }
}
