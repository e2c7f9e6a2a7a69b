package dev.dougong.engine.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.WrappedAccess;
import dev.dougong.engine.audit.Actors;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.audit.internal.JdbcAuditLog;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.evaluate.Evaluator.BackEnd;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.sample.internal.JdbcSamples;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.JdbcStatements;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.engine.testkit.TestMetadata;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A shop with stores, customers, products, sales and tasks, some of them samples. */
final class SampleDesk {

  static final UUID OWNER = new UUID(7, 1);
  private static final UUID UNIT = new UUID(8, 1);
  private static final Instant NOON = Instant.parse("2026-03-01T04:00:00Z");
  private static final AtomicLong NEXT = new AtomicLong(1);

  private static final String[] ENTITIES = {
    """
    {"key":"store","label":{"zh":"门店"},"title":"name","fields":[{"key":"name","type":"text"}]}
    """,
    """
    {"key":"product","label":{"zh":"商品"},"title":"name","fields":[{"key":"name","type":"text"}]}
    """,
    """
    {"key":"customer","label":{"zh":"客户"},"title":"name","fields":[
      {"key":"name","type":"text"},
      {"key":"store","type":"reference","entity":"store","onDelete":"restrict"},
      {"key":"referrer","type":"reference","entity":"customer","onDelete":"clear"},
      {"key":"liked","type":"multiReference","entity":"product","onDelete":"clear"},
      {"key":"bought","type":"rollup","entity":"sale","via":"customer","aggregate":"count"}]}
    """,
    """
    {"key":"sale","label":{"zh":"销售"},"title":"name","fields":[
      {"key":"name","type":"text"},
      {"key":"customer","type":"reference","entity":"customer","onDelete":"restrict"},
      {"key":"lines","type":"table","fields":[
        {"key":"product","type":"reference","entity":"product","onDelete":"restrict"}]}]}
    """,
    """
    {"key":"task","label":{"zh":"任务"},"title":"name","fields":[
      {"key":"name","type":"text"},
      {"key":"customer","type":"reference","entity":"customer","onDelete":"clear"},
      {"key":"product","type":"reference","entity":"product","onDelete":"clear"}]}
    """
  };

  final TestMetadata meta = TestMetadata.of(ENTITIES);
  final JdbcRecords records =
      new JdbcRecords(
          new WriteParts(
              meta.jdbc(),
              meta.database(),
              meta.types(),
              new Evaluator(BackEnd.CLOSURES),
              new SearchTerms(),
              () -> new UUID(0x0190_0000_0000_7000L, NEXT.getAndIncrement()),
              new Nobody()));
  final Samples samples = node();

  /** What another node would have. */
  Samples node() {
    AuditLog audit =
        new JdbcAuditLog(
            meta.jdbc(), metadata().workspace(), Actors.ENGINE, InstantSource.fixed(NOON));
    return new JdbcSamples(
        new JdbcStatements(meta.jdbc()),
        meta.database(),
        records,
        new AllRights(),
        audit,
        Set.of("package", "derived", "workflow"));
  }

  Metadata metadata() {
    return meta.metadata();
  }

  Access clerk() {
    return TestAccess.of(metadata(), OWNER, UNIT, NOON);
  }

  Access owner() {
    return new Administrator(clerk());
  }

  private static ObjectNode json(String text) {
    return DocumentJson.read(text.replace('\'', '"'));
  }

  /** A record of the package. */
  EntityRecord sample(String entity, String values) {
    return records.create(clerk(), entity, json(values), WriteOptions.ofDocument("package"));
  }

  /** Many records of the package. */
  void samples(String entity, int count) {
    List<Operation> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new Operation.Create(json("{'name':'p" + i + "'}")));
    }
    var unused = records.batch(clerk(), entity, all, WriteOptions.ofDocument("package"));
  }

  /** A record that somebody enters. */
  EntityRecord own(String entity, String values) {
    return records.create(clerk(), entity, json(values), WriteOptions.API);
  }

  /** A record that a workflow makes. */
  EntityRecord made(String entity, String values) {
    return records.create(clerk(), entity, json(values), WriteOptions.ofDocument("workflow:care"));
  }

  void rename(EntityRecord record, String name, WriteOptions options) {
    records.patch(
        clerk(),
        metadata().entity(record.entity()).key(),
        record.id(),
        record.version(),
        json("{'name':'" + name + "'}"),
        options);
  }

  /** Somebody says something about a record. */
  void comment(EntityRecord record) {
    var schema = metadata().workspace().schema();
    meta.jdbc()
        .update(
            Sql.of("insert into ")
                .add(schema)
                .add(".app_user (id, username, name, created_at) values (")
                .bind(SqlType.UUID, OWNER)
                .add(", 'owner', 'owner', now())"));
    meta.jdbc()
        .update(
            Sql.of("insert into ")
                .add(schema)
                .add(".record_comment (id, entity, record, author, body, mentions, created_at)")
                .add(" values (gen_random_uuid(), ")
                .number(record.entity())
                .add(", ")
                .bind(SqlType.UUID, record.id())
                .add(", ")
                .bind(SqlType.UUID, OWNER)
                .add(", 'call him', '{}', now())"));
  }

  /** {@code entity removable/changed/needed} of each entity with samples. */
  static List<String> texts(Samples.Standing standing) {
    return standing.entities().stream()
        .map(
            one ->
                "%s %d/%d/%d".formatted(one.entity(), one.removable(), one.changed(), one.needed()))
        .toList();
  }

  List<String> look(boolean isWithChanged, String... left) {
    return texts(samples.look(owner(), choice(isWithChanged, left)));
  }

  static Samples.Choice choice(boolean isWithChanged, String... left) {
    return new Samples.Choice(new HashSet<>(List.of(left)), isWithChanged);
  }

  /** Removes all that waits. */
  int proceed() {
    int all = 0;
    int step;
    do {
      step = samples.proceed(metadata());
      all += step;
    } while (step > 0);
    return all;
  }

  /** Names of the records that are there. */
  List<String> live(String entity) {
    var field = Objects.requireNonNull(metadata().entity(entity).field("name"));
    return new ArrayList<>(
        meta.jdbc()
            .query(
                Sql.of("select coalesce(to_jsonb(r)->>")
                    .quoted(field.column())
                    .add(", r.data->>")
                    .quoted(field.column())
                    .add(") from ")
                    .add(metadata().workspace().schema(), metadata().entity(entity).table())
                    .add(" r where deleted_at is null order by 1"),
                row -> row.getString(1)));
  }

  /** The last change of a record, as {@code op why actor}. */
  @Nullable String lastChange(EntityRecord record) {
    return meta.jdbc()
        .queryOne(
            Sql.of("select op || ' ' || why || ' ' || actor from ")
                .add(metadata().workspace().schema())
                .add(".change where record = ")
                .bind(SqlType.UUID, record.id())
                .add(" order by seq desc limit 1"),
            row -> row.getString(1));
  }

  private final class AllRights implements AccessSource {
    @Override
    public Access of(User user, Set<String> roles, Locale locale) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Access trial(User user, Set<String> roles, Locale locale, Metadata snapshot) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Access system(String step) {
      return clerk();
    }

    @Override
    public Access takeover(String step, Metadata metadata) {
      throw new UnsupportedOperationException();
    }
  }

  private record Administrator(Access inner) implements WrappedAccess {
    @Override
    public EvaluationContext evaluation() {
      EvaluationContext of = inner.evaluation();
      return new EvaluationContext(
          of.now(),
          of.zone(),
          of.user(),
          of.userOrgUnit(),
          Set.of(User.ADMIN),
          of.orgTree(),
          of.diagnostics(),
          of.seals());
    }

    @Override
    public <T> T kept(Object key, Predicate<T> isFit, Supplier<T> maker) {
      return inner.kept(key, isFit, maker);
    }
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
