package dev.dougong.engine.duplicate.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.definition.DuplicateRule;
import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.duplicate.Duplicates;
import dev.dougong.engine.duplicate.internal.Blocks.Block;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.internal.RecordSqlScope;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.Jdbc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link Duplicates} in PostgreSQL. */
public final class JdbcDuplicates implements Duplicates {

  private static final SqlName R = SqlName.of("r");

  /** Blocks whose dismissed pairs are asked for at once. */
  private static final int SOME = 100;

  /** How long one page may look for groups, as soon as it has begun to read. */
  private static final Duration PATIENCE = Duration.ofMillis(1_000);

  private final Jdbc jdbc;
  private final Transactions transactions;
  private final SqlCompiler compiler;
  private final Blocks blocks;
  private final Clusters clusters;
  private final Dismissals dismissals;

  /** Over a database. */
  public JdbcDuplicates(
      Jdbc jdbc, Transactions transactions, SqlCompiler compiler, SearchTerms terms) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.compiler = compiler;
    blocks = new Blocks(jdbc, compiler);
    clusters = new Clusters(terms);
    dismissals = new Dismissals(jdbc);
  }

  @Override
  public List<DuplicateRule> rules(Access access, String entity) {
    return plans(access, entity(access, entity)).stream().map(RulePlan::rule).toList();
  }

  private static List<RulePlan> plans(Access access, Entity entity) {
    List<RulePlan> plans = new ArrayList<>();
    for (DuplicateRule rule : EntityReader.duplicates(entity.definition())) {
      RulePlan plan = RulePlan.of(access, entity, rule);
      if (plan != null) {
        plans.add(plan);
      }
    }
    return plans;
  }

  @Override
  public Found find(Access access, Query query) {
    Entity entity = entity(access, query.entity());
    if (query.limit() < 1 || query.limit() > MAX_LIMIT) {
      throw new InputException(
          Problem.at("/limit", "query.limitOutOfRange")
              .with("limit", query.limit())
              .with("max", MAX_LIMIT));
    }
    List<RulePlan> all = plans(access, entity);
    List<RulePlan> wanted = wanted(all, query.rule());
    String after = query.after();
    BlockCursor from = after == null ? null : BlockCursor.parse(after, wanted);
    return transactions.required(() -> search(access, entity, wanted, from, query.limit()));
  }

  private static List<RulePlan> wanted(List<RulePlan> plans, @Nullable String key) {
    if (key == null) {
      return plans;
    }
    for (RulePlan plan : plans) {
      if (plan.rule().key().equals(key)) {
        return List.of(plan);
      }
    }
    List<String> known = plans.stream().map(plan -> plan.rule().key()).toList();
    throw new InputException(
        Problem.at("/rule", "duplicates.unknownRule")
            .with("value", key)
            .near(NearNames.near(key, known)));
  }

  private Found search(
      Access access, Entity entity, List<RulePlan> plans, @Nullable BlockCursor from, int limit) {
    Page page = new Page(access.metadata().workspace().schema(), limit);
    boolean isBefore = from != null;
    for (RulePlan plan : plans) {
      List<Object> after = List.of();
      if (isBefore && from != null) {
        if (!plan.rule().key().equals(from.rule())) {
          continue;
        }
        after = from.values();
        isBefore = false;
      }
      if (page.isFull()) {
        return page.end(new BlockCursor(plan.rule().key(), List.of()));
      }
      page.begin(plan);
      boolean isAll = blocks.read(access, entity, plan, after, page::take);
      page.flush();
      if (!isAll) {
        return page.end(page.last());
      }
    }
    return page.end(null);
  }

  /** A page in the making. */
  private final class Page {
    private final SqlName schema;
    private final int limit;
    private final List<Group> groups = new ArrayList<>();
    private final List<Block> open = new ArrayList<>();
    private int tooCommon;
    private long began;
    private @Nullable RulePlan plan;
    private List<Object> lastValues = List.of();

    Page(SqlName schema, int limit) {
      this.schema = schema;
      this.limit = limit;
    }

    void begin(RulePlan next) {
      plan = next;
    }

    boolean isFull() {
      return groups.size() >= limit
          || (began != 0 && System.nanoTime() - began > PATIENCE.toNanos());
    }

    /** Takes a block; tells whether more are wanted. */
    boolean take(Block block) {
      if (began == 0) {
        began = System.nanoTime();
      }
      open.add(block);
      lastValues = block.values();
      if (open.size() >= SOME || groups.size() + open.size() >= limit) {
        flush();
      }
      return !isFull();
    }

    void flush() {
      if (open.isEmpty() || plan == null) {
        return;
      }
      Set<UUID> ids = new HashSet<>();
      open.forEach(block -> ids.addAll(block.ids()));
      Set<Clusters.Pair> different = dismissals.among(schema, ids);
      for (Block block : open) {
        add(plan, block, different);
      }
      open.clear();
    }

    private void add(RulePlan of, Block block, Set<Clusters.Pair> different) {
      boolean isLarge = block.count() > block.ids().size();
      if (isLarge) {
        tooCommon++;
        if (!of.similar().isEmpty()) {
          return;
        }
      }
      for (List<UUID> cluster : clusters.of(block, different)) {
        groups.add(
            new Group(
                of.rule().key(),
                cluster.subList(0, Math.min(MAX_NAMED, cluster.size())),
                isLarge ? block.count() : cluster.size()));
      }
    }

    BlockCursor last() {
      return new BlockCursor(Objects.requireNonNull(plan).rule().key(), lastValues);
    }

    Found end(@Nullable BlockCursor next) {
      return new Found(groups, next == null ? null : next.text(), tooCommon);
    }
  }

  @Override
  public int dismiss(Access access, String entity, List<UUID> records) {
    Entity of = entity(access, entity);
    Set<UUID> ids = checked(access, of, records);
    return transactions.required(() -> dismissals.add(access, of, ids));
  }

  @Override
  public int recall(Access access, String entity, List<UUID> records) {
    Entity of = entity(access, entity);
    Set<UUID> ids = checked(access, of, records);
    return transactions.required(
        () -> dismissals.remove(access.metadata().workspace().schema(), ids));
  }

  /** All must be there for the person; whoever may change none has no say in it. */
  private Set<UUID> checked(Access access, Entity entity, List<UUID> records) {
    Set<UUID> ids = new TreeSet<>(records);
    if (ids.size() < 2 || records.size() > MAX_NAMED) {
      throw new InputException(
          Problem.at("/records", "duplicates.howMany")
              .with("max", MAX_NAMED)
              .with("count", ids.size()));
    }
    if (count(access, entity, ids, access.entity(entity).read()) < ids.size()) {
      throw new AccessException(Problem.at("/records", "notFound"));
    }
    if (count(access, entity, ids, access.entity(entity).update()) == 0) {
      throw new AccessException(Problem.at("/records", "forbidden"));
    }
    return ids;
  }

  private long count(Access access, Entity entity, Set<UUID> ids, RowRule rule) {
    Sql sql =
        Sql.of("select count(*) from ")
            .add(StoredField.from(access.metadata(), entity, R))
            .add(" where r.deleted_at is null and r.id = any(")
            .bind(SqlType.UUID_ARRAY, List.copyOf(ids))
            .add(")");
    Sql condition =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, R)
            .condition(rule);
    if (condition != null) {
      sql.add(" and ").add(condition);
    }
    Long count = jdbc.queryOne(sql, row -> row.getLong(1));
    return count == null ? 0 : count;
  }

  private static Entity entity(Access access, String key) {
    Entity entity = access.metadata().entity(key);
    if (access.entity(entity).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    return entity;
  }
}
