package dev.dougong.engine.duplicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.duplicate.internal.JdbcDuplicates;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.engine.testkit.TestMetadata;
import dev.dougong.engine.value.ValueJson;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** People with rules by which they are found twice. */
final class People {

  static final String PERSON =
      """
      {"key":"person","label":{"zh":"人"},"title":"name",
       "duplicates":[
        {"key":"samePhone","label":{"zh":"电话相同"},"match":[{"field":"phone"}]},
        {"key":"nameAndBirthday","label":{"zh":"姓名相近且生日相同"},
         "match":[{"field":"name","how":"similar"},{"field":"birthday"}]}],
       "fields":[
        {"key":"name","type":"text"},
        {"key":"phone","type":"phone"},
        {"key":"birthday","type":"date"},
        {"key":"city","type":"text"}]}
      """;

  final TestMetadata metadata = TestMetadata.of(PERSON);
  final Duplicates duplicates;
  private final JdbcRecords records;
  private final AtomicLong counter = new AtomicLong();

  People() {
    SearchTerms terms = new SearchTerms();
    records =
        new JdbcRecords(
            new WriteParts(
                metadata.jdbc(),
                metadata.database(),
                FieldTypes.onClassPath(),
                new Evaluator(Evaluator.BackEnd.CLOSURES),
                terms,
                () -> new UUID(0x0190_0000_0000_7000L, counter.incrementAndGet()),
                new Nobody()));
    duplicates = new JdbcDuplicates(metadata.jdbc(), metadata.database(), new SqlCompiler(), terms);
  }

  TestAccess everything() {
    return TestAccess.of(
        metadata.metadata(), new UUID(7, 1), new UUID(8, 1), Instant.parse("2026-03-01T04:00:00Z"));
  }

  UUID add(String values) {
    try {
      ObjectNode json = (ObjectNode) ValueJson.mapper().readTree(values.replace('\'', '"'));
      return records.create(everything(), "person", json, WriteOptions.API).id();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(values, e);
    }
  }

  UUID add(String name, String birthday) {
    return add("{'name':'%s','birthday':'%s'}".formatted(name, birthday));
  }

  private static final class Nobody implements Directory {
    @Override
    public @Nullable String userName(UUID user) {
      return null;
    }

    @Override
    public @Nullable String orgUnitName(UUID unit, Locale locale) {
      return unit.equals(new UUID(8, 1)) ? "s" : null;
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
