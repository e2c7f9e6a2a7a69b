package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.access.OwnedRows;
import dev.dougong.engine.access.PersonalItems;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.Label;
import dev.dougong.workflow.People;
import dev.dougong.workflow.people.HandOvers;
import dev.dougong.workflow.people.HandOvers.HandOver;
import dev.dougong.workflow.people.HandOvers.Order;
import dev.dougong.workflow.people.HandOvers.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody leaves, and another one takes over all that they had. */
class HandOversTest {

  private static final String CALL =
      "{\"key\":\"calling\",\"trigger\":{\"type\":\"record\",\"entity\":\"lead\",\"on\":[\"created\"]},"
          + "\"nodes\":[{\"id\":\"call\",\"type\":\"task\",\"title\":\"Call {{record.name}}\",\"assignee\":\"record.owner\"}]}";
  private static final String MOVED =
      "{\"key\":\"moved\",\"trigger\":{\"type\":\"record\",\"entity\":\"lead\",\"on\":[\"updated\"],\"batch\":\"each\"},"
          + "\"nodes\":[{\"id\":\"call\",\"type\":\"task\",\"title\":\"Moved\",\"assignee\":\"record.owner\"}]}";

  private static UUID lead(Desk desk, String name, UUID owner) {
    return desk.create("{'name':'" + name + "','owner':'" + owner + "'}").id();
  }

  private static Order order(UUID to) {
    return new Order(People.OTHER, to, "离职", true);
  }

  private static UUID owner(Desk desk, UUID lead) {
    Object owner = desk.value(lead, "owner");
    return owner instanceof UUID id ? id : new UUID(0, 0);
  }

  private static boolean isActive(Desk desk) {
    return Objects.requireNonNull(desk.people.find(People.OTHER)).isActive();
  }

  private static HandOver only(Desk desk) {
    List<HandOver> all = desk.node.handOvers.list(desk.admin());
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static void run(Desk desk, @CompileTimeConstant final String sql) {
    desk.workspace.jdbc.update(
        Sql.template(
            sql,
            List.of(
                new Sql().add(desk.admin().metadata().workspace().schema()),
                new Sql().bind(SqlType.UUID, People.OTHER),
                new Sql().bind(SqlType.UUID, People.CLERK))));
  }

  private static List<UUID> boards(Desk desk, UUID user) {
    return desk.workspace.jdbc.query(
        Sql.template(
            "select id from {0}.board where user_id = {1} order by id",
            List.of(
                new Sql().add(desk.admin().metadata().workspace().schema()),
                new Sql().bind(SqlType.UUID, user))),
        row -> row.getObject(1, UUID.class));
  }

  @Test
  void dashboardsGoOverAndThoseThatAreLeftComeBack() {
    Desk desk = new Desk(CALL);
    run(desk, "create table {0}.board (id uuid, user_id uuid)");
    run(desk, "insert into {0}.board select gen_random_uuid(), {1} from generate_series(1, 3)");
    run(desk, "insert into {0}.board values (gen_random_uuid(), {2})");
    List<UUID> theirs = boards(desk, People.OTHER);
    PersonalItems kind =
        new OwnedRows(
            "board", new Label(Map.of("zh", "看板")), SqlName.of("board"), desk.node.statements);
    HandOvers handOvers = desk.node.handOversWith.apply(List.of(kind));

    assertThat(handOvers.preview(desk.admin(), People.OTHER).items())
        .containsExactly(new HandOvers.Items("board", kind.label(), 3));
    Order nothing = new Order(People.OTHER, People.CLERK, "", false, List.of(), false, List.of());
    assertThatThrownBy(() -> handOvers.begin(desk.admin(), nothing))
        .hasMessageContaining("people.nothingChosen");
    Order wrong = new Order(People.OTHER, People.CLERK, "", false, List.of(), true, List.of("x"));
    assertThatThrownBy(() -> handOvers.begin(desk.admin(), wrong))
        .hasMessageContaining("people.unknownItems");
    Order kept = new Order(People.OTHER, People.CLERK, "", false, List.of(), true, List.of());
    var unused = handOvers.begin(desk.admin(), kept);
    desk.node.jobs.runDue();
    assertThat(boards(desk, People.OTHER)).isEqualTo(theirs);

    UUID id = handOvers.begin(desk.admin(), order(People.CLERK));
    desk.node.jobs.runDue();
    assertThat(boards(desk, People.OTHER)).isEmpty();
    assertThat(boards(desk, People.CLERK)).hasSize(4).containsAll(theirs);
    desk.workspace.jdbc.update(
        Sql.of("delete from ")
            .add(desk.admin().metadata().workspace().schema())
            .add(".board where id = ")
            .bind(SqlType.UUID, theirs.get(0)));
    handOvers.undo(desk.admin(), id);
    assertThat(boards(desk, People.OTHER)).isEqualTo(theirs.subList(1, 3));
    assertThat(boards(desk, People.CLERK)).hasSize(1);
  }

  @Test
  void countsBeforeAndGivesRecordsAndTasksAfterwards() {
    Desk desk = new Desk(CALL, MOVED);
    UUID one = lead(desk, "one", People.OTHER);
    UUID two = lead(desk, "two", People.OTHER);
    UUID mine = lead(desk, "mine", People.CLERK);
    desk.node.jobs.runDue();
    HandOvers.Preview preview = desk.node.handOvers.preview(desk.admin(), People.OTHER);
    assertThat(preview)
        .isEqualTo(new HandOvers.Preview(List.of(new HandOvers.Count("lead", 2)), 2, 0, List.of()));

    UUID id = desk.node.handOvers.begin(desk.admin(), order(People.CLERK));
    assertThat(isActive(desk)).isFalse();
    assertThat(desk.tasks(People.OTHER)).isEmpty();
    assertThat(desk.tasks(People.CLERK)).hasSize(3);
    assertThat(owner(desk, one)).isEqualTo(People.OTHER);
    assertThat(only(desk).state()).isEqualTo(State.RUNNING);

    desk.node.jobs.runDue();
    assertThat(List.of(owner(desk, one), owner(desk, two), owner(desk, mine)))
        .containsOnly(People.CLERK);
    HandOver done = only(desk);
    assertThat(done.id()).isEqualTo(id);
    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.records()).isEqualTo(2);
    assertThat(done.tasks()).isEqualTo(2);
    assertThat(desk.executions("moved")).isEmpty();
    assertThat(why(desk, one)).contains("handOver:离职").doesNotContain("handBack");
    assertThat(desk.node.handOvers.preview(desk.admin(), People.OTHER))
        .isEqualTo(new HandOvers.Preview(List.of(), 0, 0, List.of()));
  }

  private static String why(Desk desk, UUID record) {
    return String.valueOf(
        desk.workspace.jdbc.query(
            Sql.of("select why || ' ' || actor from ")
                .add(desk.workspace.workspace.schema())
                .add(".change where record = ")
                .bind(SqlType.UUID, record)
                .add(" order by seq"),
            row -> row.getString(1)));
  }

  @Test
  void givesBackWhatIsStillWithWhoGotIt() {
    Desk desk = new Desk(CALL);
    UUID one = lead(desk, "one", People.OTHER);
    UUID two = lead(desk, "two", People.OTHER);
    UUID mine = lead(desk, "mine", People.CLERK);
    desk.node.jobs.runDue();
    UUID id = desk.node.handOvers.begin(desk.admin(), order(People.CLERK));
    assertThat(Desk.problems(() -> desk.node.handOvers.undo(desk.admin(), id)))
        .containsExactly("people.handOverRuns@");
    desk.node.jobs.runDue();
    desk.patch(two, "{'owner':'" + People.MANAGER + "'}");

    desk.node.handOvers.undo(desk.admin(), id);
    desk.node.handOvers.undo(desk.admin(), id);
    assertThat(isActive(desk)).isTrue();
    assertThat(desk.tasks(People.OTHER)).hasSize(2);
    desk.node.jobs.runDue();
    assertThat(owner(desk, one)).isEqualTo(People.OTHER);
    assertThat(owner(desk, two)).isEqualTo(People.MANAGER);
    assertThat(owner(desk, mine)).isEqualTo(People.CLERK);
    assertThat(only(desk).state()).isEqualTo(State.UNDONE);
    assertThat(why(desk, one)).contains("handBack");
  }

  @Test
  void whoAsksForAnApprovalDoesNotGetItByAHandOver() {
    Desk desk = new Desk(ApprovalsTest.discount("'approvers':[{'user':'record.keeper'}]"));
    desk.create("{'name':'a','keeper':'" + People.OTHER + "'}");
    desk.node.jobs.runDue();
    assertThat(desk.node.handOvers.preview(desk.admin(), People.OTHER).approvals()).isEqualTo(1);
    var unused = desk.node.handOvers.begin(desk.admin(), order(People.CLERK));
    assertThat(desk.tasks(People.CLERK)).isEmpty();
    assertThat(desk.tasks(People.ADMIN)).hasSize(1);
  }

  @Test
  void manyRecordsGoInChunksByTwoNodesAtOnceEachOnce() throws Exception {
    handOver(1_200);
  }

  @Test
  @Tag("full")
  void twentyThousandRecordsGoInSeconds() throws Exception {
    long nanos = handOver(20_000);
    System.out.printf("hand-over: 20,000 records in %.1f s%n", nanos / 1e9);
    assertThat(nanos).isLessThan(Duration.ofSeconds(120).toNanos());
  }

  /** Hands over so many leads by two nodes at once; gives how long it took. */
  private static long handOver(int many) throws Exception {
    Desk desk = new Desk();
    for (int made = 0; made < many; ) {
      List<Operation> operations = new ArrayList<>();
      for (int i = 0; i < 1_000 && made < many; i++, made++) {
        operations.add(
            new Operation.Create(
                Desk.json("{'name':'" + made + "','owner':'" + People.OTHER + "'}")));
      }
      var unused =
          desk.node.records.batch(desk.as(People.CLERK), "lead", operations, WriteOptions.API);
    }
    long begun = System.nanoTime();
    var alsoUnused = desk.node.handOvers.begin(desk.admin(), order(People.CLERK));
    assertThat(Desk.problems(() -> desk.node.handOvers.begin(desk.admin(), order(People.MANAGER))))
        .containsExactly("people.handOverRuns@");
    Desk.Node second = desk.new Node();
    ExecutorService both = Executors.newFixedThreadPool(2);
    Callable<Integer> first = desk.node.jobs::runDue;
    Callable<Integer> other = second.jobs::runDue;
    for (var one : both.invokeAll(List.of(first, other))) {
      assertThat(one.get()).isNotNull();
    }
    both.shutdown();
    desk.node.jobs.runDue();
    long nanos = System.nanoTime() - begun;
    assertThat(only(desk).records()).isEqualTo(many);
    assertThat(desk.count("hand_over_item")).isEqualTo(many);
    assertThat(desk.count("change")).isEqualTo(2L * many);
    assertThat(desk.node.handOvers.preview(desk.admin(), People.CLERK).records())
        .containsExactly(new HandOvers.Count("lead", many));
    return nanos;
  }

  @Test
  void isForAdministratorsAndRefusesWhatCannotBe() {
    Desk desk = new Desk();
    assertThat(
            Desk.problems(() -> desk.node.handOvers.preview(desk.as(People.CLERK), People.OTHER)))
        .containsExactly("forbidden@");
    assertThat(
            Desk.problems(
                () -> desk.node.handOvers.begin(desk.as(People.CLERK), order(People.CLERK))))
        .containsExactly("forbidden@");
    assertThat(Desk.problems(() -> desk.node.handOvers.begin(desk.admin(), order(People.OTHER))))
        .containsExactly("people.ownSuccessor@/to");
    assertThat(Desk.problems(() -> desk.node.handOvers.begin(desk.admin(), order(People.GONE))))
        .containsExactly("workflow.unknownUser@/to");
    assertThat(
            Desk.problems(
                () ->
                    desk.node.handOvers.begin(
                        desk.admin(),
                        new Order(People.ADMIN, People.CLERK, "x".repeat(501), true))))
        .containsExactly("value.tooLong@/reason", "access.lastAdmin@/block");
    assertThat(isActive(desk)).isTrue();
  }

  @Test
  void somethingMayGoToOneAndTheRestToAnother() {
    Desk desk = new Desk(CALL);
    desk.workspace.publish("{\"key\":\"visit\",\"fields\":[{\"key\":\"note\",\"type\":\"text\"}]}");
    UUID lead = lead(desk, "a", People.OTHER);
    UUID visit = desk.create("visit", "{'owner':'" + People.OTHER + "'}").id();
    desk.node.jobs.runDue();
    assertThat(
            Desk.problems(
                () ->
                    desk.node.handOvers.begin(
                        desk.admin(),
                        new Order(
                            People.OTHER, People.CLERK, null, false, List.of("laed"), true, null))))
        .containsExactly("people.unknownEntity@/entities/0");
    assertThat(
            Desk.problems(
                () ->
                    desk.node.handOvers.begin(
                        desk.admin(),
                        new Order(
                            People.OTHER, People.CLERK, null, false, List.of(), false, List.of()))))
        .containsExactly("people.nothingChosen@/entities");
    var unused =
        desk.node.handOvers.begin(
            desk.admin(),
            new Order(People.OTHER, People.CLERK, null, false, List.of("visit"), false, List.of()));
    desk.node.jobs.runDue();
    assertThat(desk.value("visit", visit, "owner")).isEqualTo(People.CLERK);
    assertThat(owner(desk, lead)).isEqualTo(People.OTHER);
    assertThat(desk.tasks(People.OTHER)).hasSize(1);
    var alsoUnused =
        desk.node.handOvers.begin(
            desk.admin(), new Order(People.OTHER, People.MANAGER, "rest", true));
    desk.node.jobs.runDue();
    assertThat(owner(desk, lead)).isEqualTo(People.MANAGER);
    assertThat(desk.value("visit", visit, "owner")).isEqualTo(People.CLERK);
    assertThat(desk.tasks(People.MANAGER)).hasSize(1);
  }
}
