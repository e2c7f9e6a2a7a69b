package dev.dougong.engine.query.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.ExportSink;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.engine.testkit.TestMetadata;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A small shop: stores, customers that point at them, and the queries over both. */
final class Shop {

  static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
  static final UUID USER = new UUID(0x7000, 0x8000000000000001L);
  static final UUID UNIT = new UUID(0x7000, 0x8000000000000002L);

  private static final String STORE =
      """
      {"key":"store","label":{"zh":"门店"},"title":"name","naturalKey":["code"],"fields":[
        {"key":"code","type":"text","required":true,"unique":true},
        {"key":"name","type":"text","required":true},
        {"key":"hotline","type":"phone"},
        {"key":"city","type":"text","indexed":true}]}
      """;
  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"title":"name","fields":[
        {"key":"name","type":"text","required":true,"search":true,"indexed":true},
        {"key":"phone","type":"phone","search":true,"unique":true},
        {"key":"secret","type":"text","search":true},
        {"key":"city","type":"text"},
        {"key":"points","type":"integer","indexed":true},
        {"key":"spent","type":"money"},
        {"key":"born","type":"date"},
        {"key":"seen","type":"dateTime"},
        {"key":"tags","type":"tags"},
        {"key":"store","type":"reference","entity":"store","onDelete":"clear"},
        {"key":"storeCity","type":"lookup","via":"store","of":"city"},
        {"key":"storeHotline","type":"lookup","via":"store","of":"hotline"},
        {"key":"family","type":"table","fields":[
          {"key":"relation","type":"text"},{"key":"age","type":"integer"}]},
        {"key":"age","type":"formula","result":"integer",
         "expression":"yearsBetween(born, today())"}]}
      """;

  private final TestMetadata metadata = TestMetadata.of(STORE, CUSTOMER);
  private final JdbcRecords records;
  private final JdbcRecordQueries queries;
  private final AtomicLong counter = new AtomicLong();

  /** How often somebody who sees masks looked for a whole value. */
  int lookups;

  Shop() {
    Expressions expressions = new Expressions();
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
            expressions,
            compiler,
            directory,
            terms,
            access -> lookups++);
  }

  /** The write path. */
  JdbcRecords records() {
    return records;
  }

  /** Someone who may do all. */
  TestAccess everything() {
    return TestAccess.of(metadata.metadata(), USER, UNIT, NOW);
  }

  /** Makes a record of its JSON. */
  EntityRecord create(String entity, String json) {
    return records.create(everything(), entity, object(json), Records.WriteOptions.API);
  }

  /** Makes many customers of their JSON by number. */
  void createCustomers(int count, IntFunction<String> json) {
    for (int from = 0; from < count; from += 1_000) {
      List<Records.Operation> batch = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + 1_000); i++) {
        batch.add(new Records.Operation.Create(object(json.apply(i))));
      }
      records.batch(everything(), "customer", batch, Records.WriteOptions.API);
    }
  }

  /** Direct access to the database. */
  Jdbc jdbc() {
    return metadata.jdbc();
  }

  /** Rows of customers that PostgreSQL fetches or reads in a scan for some work. */
  long rowsLookedAt(Runnable work) {
    return metadata
        .database()
        .required(
            () -> {
              long before = rowsLookedAt();
              work.run();
              return rowsLookedAt() - before;
            });
  }

  private long rowsLookedAt() {
    return Objects.requireNonNull(
        metadata
            .jdbc()
            .queryOne(
                Sql.of(
                    "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables"),
                row -> row.getLong(1)));
  }

  /** A list's answer. */
  JsonNode list(Access access, ListQuery query) {
    return json(out -> queries.list(access, query, out));
  }

  /** A record's answer. */
  JsonNode read(Access access, String entity, UUID id) {
    return json(out -> queries.read(access, entity, id, out));
  }

  /** The cells of a list as people read them, row by row. */
  List<List<String>> export(Access access, ListQuery query) {
    List<List<String>> rows = new ArrayList<>();
    try {
      queries.export(
          access,
          query,
          new ExportSink() {
            @Override
            public void begin(List<Field> columns) {
              rows.add(columns.stream().map(Field::key).toList());
            }

            @Override
            public void row(List<Cell> cells) {
              rows.add(cells.stream().map(Cell::text).toList());
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /** A list of customers. */
  static ListQuery customers(
      @Nullable String filter, List<String> sort, @Nullable String q, int limit) {
    return new ListQuery("customer", filter, sort, List.of(), q, limit, null, true, false);
  }

  /** The same list behind a cursor. */
  static ListQuery behind(ListQuery query, String after) {
    return new ListQuery(
        query.entity(),
        query.filter(),
        query.sort(),
        query.fields(),
        query.search(),
        query.limit(),
        after,
        false,
        false);
  }

  static ObjectNode object(String json) {
    try {
      return (ObjectNode) ValueJson.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
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
    return object(text.toString());
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
