package dev.dougong.engine.metadata.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.publish.DerivedRecords;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.metadata.publish.StorageStep;
import dev.dougong.engine.metadata.publish.StorageStep.State;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.testkit.TestWorkspace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StorageWorkerTest {

  private static final String ITEM =
      """
      {"key":"item","fields":[
        {"key":"code","type":"text"},
        {"key":"amount","type":"integer"},
        {"key":"note","type":"text"}]}
      """;

  private final TestWorkspace workspace = new TestWorkspace();
  private final List<String> derived = new ArrayList<>();
  private final DerivedRecords upkeep =
      new DerivedRecords() {
        @Override
        public @Nullable UUID recompute(
            Metadata metadata, int entity, int field, @Nullable UUID after) {
          derived.add(metadata.entity(entity).field(field).key());
          return null;
        }

        @Override
        public @Nullable UUID rebuildSearch(Metadata metadata, int entity, @Nullable UUID after) {
          derived.add("search");
          return null;
        }
      };

  @Test
  void movesAFieldOfManyRecordsInTheBackground() {
    fill(3_000);
    workspace.publish(
        ITEM.replace("\"code\",\"type\":\"text\"", "\"code\",\"type\":\"text\",\"unique\":true"));
    assertThat(code().placement()).isEqualTo(Placement.FILLING);

    workspace.worker(upkeep).runDue();

    assertThat(code().placement()).isEqualTo(Placement.COLUMN);
    assertThat(count(Sql.of(" where ").add(code().column()).add(" is not null"))).isEqualTo(3_000);
    assertThat(count(Sql.of(" where jsonb_exists(data, ").quoted(code().column()).add(")")))
        .isZero();
    assertThat(indexes()).contains(table().text() + "_u_" + code().id());
    assertThat(workspace.steps.newest(10))
        .extracting(StorageStep::state)
        .contains(State.DONE, State.WAITING);
  }

  @Test
  void takesUpWhatANodeOfAnOlderSnapshotWroteIntoTheDocument() {
    fill(2_000);
    workspace.publish(
        ITEM.replace("\"code\",\"type\":\"text\"", "\"code\",\"type\":\"text\",\"indexed\":true"));
    workspace.worker(upkeep).runDue();
    insert(1, 5_000);

    InstantSource later = InstantSource.offset(workspace.clock, Duration.ofMinutes(2));
    workspace.worker(upkeep, later).runDue();

    assertThat(count(Sql.of(" where ").add(code().column()).add(" = 'C5000'"))).isOne();
  }

  @Test
  void goesOnWhereAnotherNodeStopped() {
    fill(2_500);
    workspace.publish(
        ITEM.replace("\"code\",\"type\":\"text\"", "\"code\",\"type\":\"text\",\"indexed\":true"));
    StorageStep step = workspace.steps.newest(1).get(0);
    UUID middle =
        workspace
            .jdbc
            .query(
                Sql.of("select id from ")
                    .add(workspace.workspace.schema(), table())
                    .add(" order by id offset 999 limit 1"),
                row -> row.getObject(1, UUID.class))
            .get(0);
    workspace.steps.progress(step.id(), middle, 1_000);

    workspace.worker(upkeep).runDue();

    assertThat(count(Sql.of(" where ").add(code().column()).add(" is not null"))).isEqualTo(2_500);
  }

  @Test
  void convertsValuesToANewTypeAndReportsThoseThatDoNotFit() {
    fill(2_000);
    workspace.jdbc.update(
        Sql.of("update ")
            .add(workspace.workspace.schema(), table())
            .add(" set data = data || jsonb_build_object(")
            .quoted(field("note").column())
            .add(", case when (data->>")
            .quoted(field("amount").column())
            .add(")::int % 1000 = 7 then 'about 7' else '42' end)"));

    workspace.publish(
        PublishOptions.by(null).withConsent(true),
        ITEM.replace("\"note\",\"type\":\"text\"", "\"note\",\"type\":\"integer\""));
    workspace.worker(upkeep).runDue();

    assertThat(count(Sql.of(" where (data->").quoted(field("note").column()).add(")::int = 42")))
        .isEqualTo(1_998);
    StorageStep step = workspace.steps.newest(1).get(0);
    assertThat(step.state()).isEqualTo(State.DONE);
    assertThat(step.problem()).startsWith("2 × ").contains("about 7");
  }

  @Test
  void computesNewFormulasAndSearchAfterwards() {
    fill(5);
    workspace.publish(
        ITEM.replace(
            "\"note\",\"type\":\"text\"}",
            "\"note\",\"type\":\"text\",\"search\":true},{\"key\":\"twice\",\"type\":\"formula\",\"result\":\"integer\",\"expression\":\"amount * 2\"}"));

    workspace.worker(upkeep).runDue();

    assertThat(derived).containsExactlyInAnyOrder("search", "twice");
  }

  @Test
  void failsWithAReasonWhereAValueIsRepeatedMeanwhileAndCanBeRetried() {
    fill(1_500);
    workspace.publish(
        ITEM.replace("\"code\",\"type\":\"text\"", "\"code\",\"type\":\"text\",\"unique\":true"));
    insert(7, 7);
    StorageWorker worker = workspace.worker(upkeep);
    worker.runDue();
    StorageStep failed =
        worker.newest(10).stream()
            .filter(step -> step.state() == State.FAILED)
            .findFirst()
            .orElseThrow();
    assertThat(failed.problem()).isEqualTo("metadata.duplicates");

    workspace.jdbc.update(
        Sql.of("delete from ")
            .add(workspace.workspace.schema(), table())
            .add(" where version = 7"));
    assertThat(worker.retry(failed.id())).isTrue();
    worker.runDue();

    assertThat(indexes()).contains(table().text() + "_u_" + code().id());
  }

  @Test
  void keepsReadersAndWritersOfALargeTableGoing() throws Exception {
    changeUnderWork(200_000);
  }

  @Test
  @Tag("full")
  void keepsReadersAndWritersOfAMillionRecordsGoing() throws Exception {
    changeUnderWork(1_000_000);
  }

  /** The longest wait is compared with what a step may wait for its lock, never with a clock. */
  private void changeUnderWork(int records) throws Exception {
    fill(records);
    AtomicBoolean isOver = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<Long> writer = pool.submit(() -> longest(isOver, this::write));
      Future<Long> reader = pool.submit(() -> longest(isOver, this::readOne));

      workspace.publish(
          ITEM.replace("\"code\",\"type\":\"text\"", "\"code\",\"type\":\"text\",\"unique\":true")
              .replace(
                  "\"note\",\"type\":\"text\"}",
                  "\"note\",\"type\":\"text\"},{\"key\":\"extra\",\"type\":\"date\",\"indexed\":true}"));
      workspace.worker(upkeep).runDue();
      isOver.set(true);

      long whole = Duration.ofMillis(400).toNanos();
      double write = (double) writer.get() / whole;
      double read = (double) reader.get() / whole;
      System.out.printf(
          "%,d records: longest write %.2f, longest read %.2f of the lock wait%n",
          records, write, read);
      assertThat(code().placement()).isEqualTo(Placement.COLUMN);
      assertThat(write).isLessThan(6);
      assertThat(read).isLessThan(6);
    } finally {
      isOver.set(true);
      pool.shutdown();
    }
  }

  private static long longest(AtomicBoolean isOver, Runnable work) {
    long longest = 0;
    while (!isOver.get()) {
      long start = System.nanoTime();
      work.run();
      longest = Math.max(longest, System.nanoTime() - start);
    }
    return longest;
  }

  private void write() {
    workspace.jdbc.update(
        Sql.of("update ")
            .add(workspace.workspace.schema(), table())
            .add(" set version = version + 1 where id in (select id from ")
            .add(workspace.workspace.schema(), table())
            .add(" where id >= gen_random_uuid() order by id limit 1)"));
  }

  private void readOne() {
    workspace.jdbc.query(
        Sql.of("select data from ")
            .add(workspace.workspace.schema(), table())
            .add(" where id >= gen_random_uuid() order by id limit 1"),
        row -> row.getString(1));
  }

  private void fill(int count) {
    workspace.publish(ITEM);
    Entity item = workspace.metadata().entity("item");
    workspace.jdbc.update(
        Sql.of("insert into ")
            .add(workspace.workspace.schema(), item.table())
            .add(" (id, version, created_at, updated_at, data)")
            .add(" select gen_random_uuid(), 1, now(), now(), jsonb_build_object(")
            .quoted(field("code").column())
            .add(", 'C' || n, ")
            .quoted(field("amount").column())
            .add(", n) from generate_series(1, ")
            .number(count)
            .add(") n"));
  }

  private void insert(int version, int code) {
    workspace.jdbc.update(
        Sql.of("insert into ")
            .add(workspace.workspace.schema(), table())
            .add(" (id, version, created_at, updated_at, data) values (gen_random_uuid(), ")
            .number(version)
            .add(", now(), now(), jsonb_build_object(")
            .quoted(code().column())
            .add(", 'C' || ")
            .number(code)
            .add("))"));
  }

  private long count(Sql condition) {
    Sql sql =
        Sql.of("select count(*) from ").add(workspace.workspace.schema(), table()).add(condition);
    return workspace.jdbc.query(sql, row -> row.getLong(1)).get(0);
  }

  private List<String> indexes() {
    return List.copyOf(
        Objects.requireNonNull(
                new JdbcTables(workspace.jdbc, workspace.workspace).read(table()), "table")
            .indexes());
  }

  private SqlName table() {
    return workspace.metadata().entity("item").table();
  }

  private Field code() {
    return field("code");
  }

  private Field field(String key) {
    return Objects.requireNonNull(workspace.metadata().entity("item").field(key));
  }
}
