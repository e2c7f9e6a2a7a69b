package dev.dougong.engine.seal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.audit.internal.JdbcAuditChain;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.query.ExportSink;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.query.internal.JdbcRecordQueries;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.RecordUpkeep;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.change.JdbcRecordHistory;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.testkit.EarlierTransactions;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.engine.testkit.TestWorkspace;
import dev.dougong.engine.testkit.Traces;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A shop whose customers have encrypted fields, and all ways to its records. */
final class SealedShop {

  static final String NUMBER = "+8613912345678";
  static final String DIGITS = "13912345678";
  private static final UUID USER = new UUID(0x7000, 0x8000000000000001L);
  private static final UUID UNIT = new UUID(0x7000, 0x8000000000000002L);
  private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"title":"name","fields":[
        {"key":"name","type":"text","required":true,"search":true},
        {"key":"phone","type":"phone","unique":true%s},
        {"key":"mail","type":"email","indexed":true%s},
        {"key":"wechat","type":"text"%s},
        {"key":"remark","type":"longText"%s},
        {"key":"isKnown","type":"formula","result":"boolean",
         "expression":"phone == \\"+8613912345678\\""},
        {"key":"points","type":"integer"}]}
      """;

  final TestWorkspace workspace = new TestWorkspace();
  final JdbcRecords records;
  final JdbcRecordQueries queries;
  final JdbcRecordHistory history;
  final JdbcAuditChain chain;
  private final AtomicLong counter = new AtomicLong();

  SealedShop(boolean isEncrypted) {
    Directory nobody = new Nobody();
    SearchTerms terms = new SearchTerms();
    records =
        new JdbcRecords(
            new WriteParts(
                workspace.jdbc,
                workspace.database,
                workspace.types,
                new Evaluator(Evaluator.BackEnd.MVEL),
                terms,
                () ->
                    new UUID(0x0190_0000_0000_7000L + (counter.incrementAndGet() << 16), 1L << 63),
                nobody));
    queries =
        new JdbcRecordQueries(
            workspace.database.dataSource(),
            new Expressions(),
            new SqlCompiler(),
            nobody,
            terms,
            access -> {});
    history = new JdbcRecordHistory(workspace.jdbc, new SqlCompiler(), nobody);
    chain =
        new JdbcAuditChain(
            workspace.jdbc, workspace.database, workspace.workspace, workspace.clock);
    publish(isEncrypted);
  }

  static String customer(boolean isEncrypted) {
    String option = isEncrypted ? ",\"encrypted\":true" : "";
    return CUSTOMER.formatted(option, option, option, option);
  }

  void publish(boolean isEncrypted) {
    var unused =
        workspace.publish(PublishOptions.by(null).withConsent(true), customer(isEncrypted));
  }

  /** Does what is due, and what is due after all nodes have settled. */
  void work() {
    for (int minutes = 0; minutes < 8; minutes += 2) {
      InstantSource later = InstantSource.offset(workspace.clock, Duration.ofMinutes(minutes));
      var unused = workspace.worker(upkeep(), later).runDue();
    }
  }

  Field field(String key) {
    return Objects.requireNonNull(workspace.metadata().entity("customer").field(key));
  }

  RecordUpkeep upkeep() {
    return records.upkeep(workspace.clock);
  }

  TestAccess all() {
    return TestAccess.of(workspace.metadata(), USER, UNIT, NOW);
  }

  EntityRecord create(String values) {
    return records.create(all(), "customer", json(values), WriteOptions.API);
  }

  EntityRecord patch(EntityRecord record, String values) {
    return records.patch(
        all(), "customer", record.id(), record.version(), json(values), WriteOptions.API);
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode)
          ValueJson.mapper().readTree(text.startsWith("{'") ? text.replace('\'', '"') : text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode read(UUID id) {
    return json(out -> queries.read(all(), "customer", id, out));
  }

  static ListQuery query(@Nullable String filter, String... sort) {
    return new ListQuery("customer", filter, List.of(sort), List.of(), null, 10, null, true, false);
  }

  JsonNode list(Access access, @Nullable String filter, String... sort) {
    return json(out -> queries.list(access, query(filter, sort), out));
  }

  long found(String filter) {
    return list(all(), filter).path("count").asLong();
  }

  JsonNode changes(UUID id) {
    return json(out -> history.changes(all(), "customer", id, null, 50, out));
  }

  List<String> export() {
    List<String> cells = new ArrayList<>();
    try {
      queries.export(
          all(),
          query(null),
          new ExportSink() {
            @Override
            public void begin(List<Field> columns) {}

            @Override
            public void row(List<Cell> row) {
              row.forEach(cell -> cells.add(cell.text()));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cells;
  }

  /** Closes a batch of the chain over all that was written. */
  void close() {
    EarlierTransactions.awaitEnd(workspace.jdbc);
    chain.close();
  }

  /** Where the digits are. */
  List<String> traces(String digits) {
    return Traces.of(workspace.jdbc, workspace.workspace.schema(), digits);
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
    return json(text.toString());
  }

  private static final class Nobody implements Directory {
    @Override
    public @Nullable String userName(UUID user) {
      return null;
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
