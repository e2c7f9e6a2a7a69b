package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.engine.query.internal.JdbcAggregateQueries;
import dev.dougong.engine.query.internal.JdbcPastQueries;
import dev.dougong.engine.query.internal.JdbcRecordQueries;
import dev.dougong.engine.query.internal.KeptAggregateQueries;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.JdbcStatements;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.engine.testkit.TestMetadata;
import dev.dougong.engine.value.Label;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.report.chart.Chart;
import dev.dougong.report.chart.ChartReader;
import dev.dougong.report.chart.ChartTypes;
import dev.dougong.report.dashboard.Dashboard;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.report.dashboard.internal.JdbcOwnDashboards;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A small shop with stores, customers, sales and leads, and reports over them. */
public final class Shop {

  /** 2026-11-22 10:00 in Shanghai. */
  static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

  static final UUID USER = new UUID(0x7000, 0x8000000000000001L);
  static final UUID UNIT = new UUID(0x7000, 0x8000000000000002L);

  private static final String STORE =
      """
      {"key":"store","label":{"zh":"门店"},"title":"name","naturalKey":["code"],"fields":[
        {"key":"code","type":"text","required":true,"unique":true},
        {"key":"name","type":"text","required":true},
        {"key":"city","type":"text","indexed":true}]}
      """;
  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"title":"name","naturalKey":["name"],"fields":[
        {"key":"name","type":"text","required":true,"unique":true},
        {"key":"level","type":"choice","indexed":true,"options":[
          {"value":"normal","label":{"zh":"普通"}},{"value":"gold","label":{"zh":"金卡"}}]},
        {"key":"born","type":"date"},
        {"key":"region","type":"region"},
        {"key":"store","type":"reference","entity":"store","onDelete":"clear"},
        {"key":"age","type":"formula","result":"integer",
         "expression":"yearsBetween(born, today())"}]}
      """;
  private static final String SALE =
      """
      {"key":"sale","label":{"zh":"销售"},"title":"number","fields":[
        {"key":"number","type":"text"},
        {"key":"customer","type":"reference","entity":"customer","onDelete":"clear"},
        {"key":"store","type":"reference","entity":"store","onDelete":"clear","indexed":true},
        {"key":"status","type":"choice","indexed":true,"options":[
          {"value":"draft"},{"value":"paid"},{"value":"refunded"}]},
        {"key":"channel","type":"text"},
        {"key":"amount","type":"money","label":{"zh":"金额"},"indexed":true},
        {"key":"quantity","type":"integer"},
        {"key":"soldAt","type":"dateTime","indexed":true},
        {"key":"day","type":"date"},
        {"key":"isGift","type":"boolean"},
        {"key":"secret","type":"decimal"},
        {"key":"level","type":"lookup","via":"customer","of":"level"},
        {"key":"region","type":"lookup","via":"customer","of":"region"},
        {"key":"net","type":"formula","result":"money","expression":"round(amount * 0.87, 2)"}]}
      """;
  private static final String LEAD =
      """
      {"key":"lead","label":{"zh":"线索"},"title":"name","fields":[
        {"key":"name","type":"text","required":true},
        {"key":"owner2","type":"text"},
        {"key":"stage","type":"stage","stages":[
          {"value":"new"},{"value":"contacted"},{"value":"visited"},{"value":"quoted"},
          {"value":"won","kind":"won"},{"value":"lost","kind":"lost"}]}]}
      """;

  private final TestMetadata metadata = TestMetadata.of(STORE, CUSTOMER, SALE, LEAD);
  private final JdbcRecords records;
  private final JdbcRecordQueries queries;
  private final KeptAggregateQueries answers;
  private final JdbcPastQueries past;
  private final Reports reports;
  private final Dashboards dashboards;
  private final Reports fresh;
  private final QueryShape shape = new QueryShape();
  private final AtomicLong counter = new AtomicLong();

  Shop() {
    SqlCompiler compiler = new SqlCompiler();
    SearchTerms terms = new SearchTerms();
    Directory directory = new Nobody();
    records =
        new JdbcRecords(
            new WriteParts(
                metadata.jdbc(),
                metadata.database(),
                FieldTypes.onClassPath(),
                new Evaluator(Evaluator.BackEnd.MVEL),
                terms,
                () ->
                    new UUID(0x0190_0000_0000_7000L + (counter.incrementAndGet() << 16), 1L << 63),
                directory));
    queries =
        new JdbcRecordQueries(
            metadata.database().dataSource(),
            new Expressions(),
            compiler,
            directory,
            terms,
            access -> {});
    answers = new KeptAggregateQueries(metadata.database().dataSource(), compiler, directory);
    past = new JdbcPastQueries(metadata.database().dataSource(), compiler, directory);
    reports = new Reports(answers, past, ExpressionCheck.of(new Expressions()));
    dashboards =
        new Dashboards(
            reports,
            new ChartReader(ChartTypes.onClassPath()),
            new JdbcOwnDashboards(new JdbcStatements(metadata.jdbc()), metadata.database()));
    fresh =
        new Reports(
            new JdbcAggregateQueries(metadata.database().dataSource(), compiler, directory),
            past,
            ExpressionCheck.of(new Expressions()));
  }

  /** Someone who may do all. */
  TestAccess everything() {
    return at(NOW);
  }

  /** The same at another instant. */
  TestAccess at(Instant now) {
    return TestAccess.of(metadata.metadata(), USER, UNIT, now);
  }

  /** Makes a record of its JSON. */
  EntityRecord create(String entity, ObjectNode values) {
    return records.create(everything(), entity, values, Records.WriteOptions.API);
  }

  /** Changes a record. */
  EntityRecord patch(String entity, EntityRecord record, ObjectNode values) {
    return records.patch(
        everything(), entity, record.id(), record.version(), values, Records.WriteOptions.API);
  }

  /** Moves a record to the recycle bin. */
  void delete(String entity, EntityRecord record) {
    records.delete(everything(), entity, record.id(), record.version(), Records.WriteOptions.API);
  }

  /** Takes a record out of the recycle bin. */
  void restore(String entity, UUID id) {
    records.restore(everything(), entity, id, Records.WriteOptions.API);
  }

  /** Does several things to records of an entity, whole or not at all. */
  void batch(String entity, Records.Operation... operations) {
    records.batch(everything(), entity, List.of(operations), Records.WriteOptions.API);
  }

  /** Transactions of this shop. */
  Transactions transactions() {
    return metadata.database();
  }

  /** How kept answers came about. */
  KeptAggregateQueries.Tally tally() {
    return answers.tally();
  }

  /** The query of its JSON. */
  ReportQuery query(String json) {
    return shape.read(object(json));
  }

  /** A query's answer. */
  ResultTable run(Access access, String json) {
    return reports.run(access, query(json));
  }

  /** A query's answer as JSON. */
  JsonNode json(Access access, String query) {
    ResultTable table = run(access, query);
    return json(out -> new ResultWriter(access, table, out).write());
  }

  /** The same under the choices of a dashboard that shows it, with the paths that they took. */
  JsonNode json(Access access, String query, List<Dashboards.Choice> choices) {
    Dashboards.Answer answer = dashboards.answer(access, widget(query), choices);
    ObjectNode json =
        (ObjectNode) json(out -> new ResultWriter(access, answer.table(), out).write());
    answer.applied().forEach(path -> json.withArray("applied").add(path));
    return json;
  }

  private Dashboard.Widget widget(String json) {
    ReportQuery read = query(json);
    Chart table = new Chart("table", Map.of(), List.of());
    List<Dashboard.Step> steps =
        List.of(new Dashboard.Step("store", Label.NONE), new Dashboard.Step("status", Label.NONE));
    return new Dashboard.Widget(
        0, "report", Label.NONE, Label.NONE, 0, 0, 1, 1, null, false, read, steps, table);
  }

  /** The first measure of all records that filters let through. */
  long total(Access access, String json, List<FieldFilter> filters) {
    ResultTable.Row total =
        Objects.requireNonNull(
            reports.run(access, query(json), Filters.of(query(json), filters)).total());
    return ((Number) Objects.requireNonNull(total.values().get(0))).longValue();
  }

  /** The rows as they were at the end of a day. */
  JsonNode asOf(Access access, String query, LocalDate day) {
    ResultTable table = reports.runAsOf(access, query(query), Filters.NONE, day);
    return json(out -> new ResultWriter(access, table, out).write());
  }

  /** What writes records at any instant. */
  Records records() {
    return records;
  }

  /** The same, computed over all records. */
  JsonNode fresh(Access access, String query) {
    ResultTable table = fresh.run(access, query(query));
    return json(out -> new ResultWriter(access, table, out).write());
  }

  /** The records behind a cell, all pages, and their number in {@code count}. */
  ObjectNode drill(Access access, String query, JsonNode row, @Nullable String measure) {
    return drill(access, query, List.of(), row, measure);
  }

  /** The same under the choices of a dashboard. */
  ObjectNode drill(
      Access access,
      String query,
      List<Dashboards.Choice> choices,
      JsonNode row,
      @Nullable String measure) {
    return drill(access, query, choices, List.of(), row, measure);
  }

  /** A group by further fields. */
  JsonNode split(
      Access access, String query, List<Dashboards.Choice> choices, List<String> by, JsonNode row) {
    ResultTable table = dashboards.split(access, widget(query), choices, by, row);
    return json(out -> new ResultWriter(access, table, out).write());
  }

  /** The records behind a cell of it. */
  ObjectNode drill(
      Access access,
      String query,
      List<Dashboards.Choice> choices,
      List<String> by,
      JsonNode row,
      @Nullable String measure) {
    Narrowing part = dashboards.drill(access, widget(query), choices, by, row, measure);
    return all(access, part.query().entity().key(), null, part);
  }

  /** The condition of a cell's records, or null where no filter can say it. */
  @Nullable String rule(
      Access access,
      String query,
      List<Dashboards.Choice> choices,
      JsonNode row,
      @Nullable String measure) {
    Narrowing part = dashboards.drill(access, widget(query), choices, List.of(), row, measure);
    try {
      return dashboards.rule(access, part);
    } catch (InputException e) {
      assertThat(e.problems()).extracting(Problem::code).containsExactly("report.noRule");
      return null;
    }
  }

  /** The records of an entity that meet a condition. */
  ObjectNode list(Access access, String entity, String filter) {
    return all(access, entity, filter, null);
  }

  private ObjectNode all(
      Access access, String entity, @Nullable String filter, @Nullable Narrowing part) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    String after = null;
    do {
      ListQuery list =
          new ListQuery(
              entity, filter, List.of(), List.of(), null, 500, after, after == null, false, part);
      JsonNode page = json(out -> queries.list(access, list, out));
      if (after == null) {
        all.set("count", page.path("count"));
      }
      page.path("items").forEach(item -> all.withArray("items").add(item));
      after = page.path("next").isNull() ? null : page.path("next").asText();
    } while (after != null);
    return all;
  }

  static ObjectNode object(String json) {
    try {
      return (ObjectNode) ValueJson.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  interface Writing {
    void to(JsonGenerator out) throws IOException;
  }

  static JsonNode json(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = ValueJson.mapper().createGenerator(text)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return object(text.toString());
  }

  /** Texts of a column, row by row. */
  static List<String> texts(JsonNode answer, String column) {
    List<String> texts = new ArrayList<>();
    for (JsonNode row : answer.path("rows")) {
      JsonNode value = row.path(column);
      texts.add(
          value.isNumber()
              ? plain(value)
              : value.isValueNode() ? value.asText() : value.toString());
    }
    return texts;
  }

  private static String plain(JsonNode number) {
    return ValueJson.canonical(number.decimalValue()).toPlainString();
  }

  private static final class Nobody implements Directory {
    @Override
    public @Nullable String userName(UUID user) {
      return user.equals(USER) ? "测试员" : null;
    }

    @Override
    public @Nullable String orgUnitName(UUID unit, Locale locale) {
      return null;
    }

    @Override
    public @Nullable UUID user(String username) {
      return null;
    }

    @Override
    public @Nullable UUID orgUnit(String key) {
      return null;
    }
  }
}
