package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.GroupMeasure.Epoch;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.workflow.People;
import dev.dougong.workflow.Rights;
import dev.dougong.workflow.execution.BulkStarts;
import dev.dougong.workflow.execution.BulkStarts.BulkStart;
import dev.dougong.workflow.execution.BulkStarts.Item;
import dev.dougong.workflow.execution.BulkStarts.Offer;
import dev.dougong.workflow.execution.BulkStarts.State;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A workflow that is started for all records behind a number. */
class BulkStartsTest {

  private static final String CALL =
      """
      {"key":"callAll","label":{"zh":"回访"},"trigger":{"type":"manual","entity":"lead"},
       "nodes":[{"id":"call","type":"update","values":{"note":"\\"called\\""}}]}
      """;
  private static final String BOSS =
      """
      {"key":"bossOnly","trigger":{"type":"manual","entity":"lead","roles":["storeManager"]},
       "nodes":[{"id":"call","type":"update","values":{"note":"\\"boss\\""}}]}
      """;
  private static final String BY_ITSELF =
      """
      {"key":"byItself","trigger":{"type":"record","entity":"lead","on":["updated"],"fields":["stage"]},
       "nodes":[{"id":"call","type":"update","values":{"note":"\\"itself\\""}}]}
      """;
  private static final UUID ORDER = new UUID(0x0190_0000_0000_7000L, 1L << 62);

  private static Narrowing behind(Access access, String condition) {
    Entity lead = access.metadata().entity("lead");
    GroupQuery query =
        new GroupQuery(
            lead,
            List.of(new Expressions().check(condition, lead.scope(), ValueType.BOOLEAN).orThrow()),
            null,
            List.of(),
            List.of(),
            List.of(List.of()),
            1,
            null,
            List.of(),
            1);
    return new Narrowing(query, null, Epoch.CURRENT, List.of());
  }

  private static List<UUID> leads(Desk desk, String source, int many) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      ids.add(desk.create("{'name':'" + source + i + "','source':'" + source + "'}").id());
    }
    return ids;
  }

  private static List<State> states(Desk desk, Access access) {
    return desk.node.bulkStarts.items(access, ORDER, 0, 200).stream().map(Item::state).toList();
  }

  @Test
  void startsOnceForEachRecordThatThePersonMayChange() {
    Desk desk = new Desk(CALL, BOSS, BY_ITSELF);
    BulkStarts starts = desk.node.bulkStarts;
    List<UUID> web = leads(desk, "web", 3);
    leads(desk, "shop", 2);
    Rights clerk = (Rights) desk.as(People.CLERK);
    Access limited =
        new Rights(clerk.rights().updating("lead", "name != \"web1\""), clerk.evaluation());
    Narrowing part = behind(limited, "source == \"web\"");
    assertThat(starts.offers(limited, part.query().entity()))
        .extracting(Offer::workflow)
        .containsExactly("callAll");
    assertThat(starts.count(limited, part)).isEqualTo(2);

    BulkStart begun = starts.begin(limited, ORDER, "callAll", part);
    assertThat(begun.total()).isEqualTo(2);
    assertThat(states(desk, limited)).containsExactly(State.WAITING, State.WAITING);
    assertThat(starts.begin(limited, ORDER, "callAll", behind(limited, "true"))).isEqualTo(begun);
    desk.node.jobs.runDue();
    assertThat(desk.node.bulkStarts.begin(limited, ORDER, "callAll", part).started()).isEqualTo(2);
    desk.node.jobs.runDue();

    BulkStart done = starts.find(limited, ORDER);
    assertThat(done.endedAt()).isNotNull();
    assertThat(done.started()).isEqualTo(2);
    assertThat(done.refused()).isZero();
    assertThat(desk.executions("callAll")).hasSize(2);
    assertThat(desk.value(web.get(0), "note")).isEqualTo("called");
    assertThat(desk.value(web.get(1), "note")).isNull();
    assertThat(starts.items(limited, ORDER, 0, 1)).extracting(Item::label).containsExactly("web0");
    assertThat(starts.items(limited, ORDER, 1, 200))
        .extracting(Item::label)
        .containsExactly("web2");
  }

  @Test
  void looksAgainAtWhatThePersonMayDo() {
    Desk desk = new Desk(CALL);
    List<UUID> web = leads(desk, "web", 3);
    Access clerk = desk.as(People.CLERK);
    var unused = desk.node.bulkStarts.begin(clerk, ORDER, "callAll", behind(clerk, "true"));
    desk.node.records.batch(
        clerk, "lead", List.of(new Operation.Delete(web.get(1), null)), WriteOptions.API);
    desk.node.jobs.runDue();
    assertThat(states(desk, clerk))
        .containsExactly(State.STARTED, State.RECORD_REFUSED, State.STARTED);
    assertThat(desk.node.bulkStarts.find(clerk, ORDER).refused()).isEqualTo(1);
    desk.publish(CALL.replace("\"entity\":\"lead\"", "\"entity\":\"lead\",\"roles\":[\"crowd\"]"));
    UUID other = new UUID(ORDER.getMostSignificantBits(), 5);
    assertThat(
            Desk.problems(
                () ->
                    desk.node.bulkStarts.begin(
                        desk.as(People.CLERK),
                        other,
                        "callAll",
                        behind(desk.as(People.CLERK), "true"))))
        .containsExactly("workflow.notOffered@/workflow");
  }

  @Test
  void isNobodyElsesAndRefusesWhatItCannotStart() {
    Desk desk = new Desk(CALL, BOSS, BY_ITSELF);
    leads(desk, "web", 1);
    Access clerk = desk.as(People.CLERK);
    Access other = desk.as(People.OTHER);
    BulkStarts starts = desk.node.bulkStarts;
    var unused = starts.begin(clerk, ORDER, "callAll", behind(clerk, "true"));
    assertThat(Desk.problems(() -> starts.find(other, ORDER))).containsExactly("notFound@");
    assertThat(Desk.problems(() -> starts.items(other, ORDER, 0, 9))).containsExactly("notFound@");
    assertThat(Desk.problems(() -> starts.begin(other, ORDER, "callAll", behind(other, "true"))))
        .containsExactly("notFound@");
    UUID next = new UUID(ORDER.getMostSignificantBits(), 6);
    for (String key : List.of("bossOnly", "byItself", "nothing")) {
      assertThat(Desk.problems(() -> starts.begin(clerk, next, key, behind(clerk, "true"))))
          .containsExactly("workflow.notOffered@/workflow");
    }
    assertThat(
            Desk.problems(
                () -> starts.begin(clerk, next, "callAll", behind(clerk, "name == \"none\""))))
        .containsExactly("workflow.nothingToStart@");
    assertThat(Desk.problems(() -> starts.find(clerk, next))).containsExactly("notFound@");
  }

  /** Before every single statement of the work the connection is gone once. */
  @Test
  void startsEachOnceWhereverItsNodeDies() {
    Desk desk = new Desk(CALL);
    leads(desk, "web", 4);
    Access clerk = desk.as(People.CLERK);
    int deaths = 0;
    for (int place = 1; place < 60; place++) {
      UUID order = new UUID(ORDER.getMostSignificantBits(), 100 + place);
      var unused = desk.node.bulkStarts.begin(clerk, order, "callAll", behind(clerk, "true"));
      int before = desk.executions("callAll").size();
      desk.node.statements.dieBefore(place);
      try {
        while (desk.node.jobs.startMany() > 0) {
          assertThat(desk.node.statements.hasDied()).isFalse();
        }
      } catch (RuntimeException dead) {
        deaths++;
      }
      boolean hasDied = desk.node.statements.hasDied();
      desk.node.statements.dieBefore(Integer.MAX_VALUE);
      while (desk.node.jobs.startMany() > 0) {
        assertThat(desk.node.statements.hasDied()).isFalse();
      }
      assertThat(desk.executions("callAll").size() - before)
          .as("died before %s", place)
          .isEqualTo(4);
      assertThat(desk.node.bulkStarts.find(clerk, order).started()).isEqualTo(4);
      if (!hasDied) {
        break;
      }
    }
    assertThat(deaths).isGreaterThan(5);
  }

  @Test
  void takesNoMoreThanItsLimit() {
    Desk desk = new Desk(CALL);
    Access clerk = desk.as(People.CLERK);
    for (int part = 0; part <= 10; part++) {
      List<Operation> some = new ArrayList<>();
      for (int i = 0; i < (part < 10 ? 1_000 : 1); i++) {
        some.add(new Operation.Create(Desk.json("{'name':'x'}")));
      }
      desk.node.records.batch(clerk, "lead", some, WriteOptions.API);
    }
    assertThat(
            Desk.problems(
                () -> desk.node.bulkStarts.begin(clerk, ORDER, "callAll", behind(clerk, "true"))))
        .containsExactly("workflow.tooManyToStart@");
    assertThat(desk.node.jobs.startMany()).isZero();
  }
}
