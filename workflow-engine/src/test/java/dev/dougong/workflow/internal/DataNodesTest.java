package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.EntityRecord;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution.Status;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nodes that find, count, write and share out records. */
class DataNodesTest {

  private static final String VISIT =
      """
      {"key":"visit","title":"code","naturalKey":["code"],"fields":[
        {"key":"code","type":"text","unique":true},
        {"key":"lead","type":"reference","entity":"lead"},
        {"key":"amount","type":"decimal"},{"key":"seen","type":"boolean"},
        {"key":"marks","type":"tags"}]}
      """;

  private static String workflow(String nodes) {
    return """
        {"key":"flow","trigger":{"type":"record","entity":"lead","on":["updated"],"fields":["note"]},
         "nodes":[%s]}
        """
        .formatted(nodes);
  }

  private final Desk desk = Desk.empty();

  private EntityRecord begin(String nodes) {
    desk.publishAll();
    desk.workspace.publish(VISIT);
    desk.publish(workflow(nodes));
    return desk.create("{'name':'张三','keeper':'" + People.CLERK + "'}");
  }

  private EntityRecord visit(EntityRecord lead, String code, int amount, boolean isSeen) {
    return desk.create(
        "visit",
        "{'code':'%s','lead':'%s','amount':%d,'seen':%s}"
            .formatted(code, lead.id(), amount, isSeen));
  }

  private void run(EntityRecord lead, String note) {
    desk.patch(lead.id(), "{'note':'" + note + "'}");
    desk.node.jobs.runDue();
  }

  @Test
  void findsTheFirstOfTheOrderAndGoesTheOtherWayWhereThereIsNone() {
    EntityRecord lead =
        begin(
            """
            {"id":"big","type":"find","entity":"visit","where":{"lead":"record"},"filter":"!seen",
              "sort":"-amount","then":"say","else":"none"},
            {"id":"say","type":"update","values":{"source":"big.code"}},
            {"id":"none","type":"update","values":{"source":"\\"none\\""}}
            """);
    EntityRecord other = desk.create("{'name':'李四'}");
    visit(lead, "A", 10, false);
    visit(lead, "B", 30, false);
    visit(lead, "C", 50, true);
    visit(other, "D", 90, false);

    run(lead, "first");
    assertThat(desk.value(lead.id(), "source")).isEqualTo("B");
    EntityRecord nobody = desk.create("{'name':'王五'}");
    run(nobody, "first");
    assertThat(desk.value(nobody.id(), "source")).isEqualTo("none");
  }

  @Test
  void totalsOverExactlyTheChosenRecords() {
    EntityRecord lead =
        begin(
            """
            {"id":"all","type":"aggregate","entity":"visit","where":{"lead":"record"},"total":"count","next":"sum"},
            {"id":"sum","type":"aggregate","entity":"visit","where":{"lead":"record"},"filter":"seen",
              "total":"sum","of":"amount","next":"most"},
            {"id":"most","type":"aggregate","entity":"visit","where":{"lead":"record"},"total":"max","of":"amount","next":"say"},
            {"id":"say","type":"update","values":{"visits":"all * 10000 + coalesce(sum, 0) * 100 + coalesce(most, 0)"}}
            """);
    visit(lead, "A", 10, true);
    visit(lead, "B", 20, true);
    visit(lead, "C", 40, false);
    visit(desk.create("{}"), "D", 90, true);

    run(lead, "first");
    assertThat(desk.value(lead.id(), "visits")).isEqualTo(33_040L);
    EntityRecord nobody = desk.create("{'name':'王五'}");
    run(nobody, "first");
    assertThat(desk.value(nobody.id(), "visits")).isEqualTo(0L);
  }

  @Test
  void upsertsByTheKeyAndDeletes() {
    EntityRecord lead =
        begin(
            """
            {"id":"one","type":"upsert","entity":"visit","key":["code"],
              "values":{"code":"record.note","lead":"record","amount":"7"},"next":"more"},
            {"id":"more","type":"switch","cases":[{"when":"record.note == \\"gone\\"","next":"away"}]},
            {"id":"away","type":"delete","record":"one"}
            """);
    EntityRecord known = visit(lead, "K", 1, false);
    run(lead, "K");
    assertThat(desk.value("visit", known.id(), "amount")).isEqualTo(BigDecimal.valueOf(7));
    run(lead, "N");
    run(lead, "gone");
    assertThat(desk.executions("flow")).allMatch(one -> one.status() == Status.DONE);
    assertThat(
            desk.node
                .records
                .rows()
                .find(desk.admin(), desk.workspace.metadata().entity("visit"), ids()))
        .hasSize(2);
  }

  private List<UUID> ids() {
    return desk.workspace.jdbc.query(
        new dev.dougong.engine.sql.Sql()
            .add("select distinct record from ")
            .add(desk.workspace.workspace.schema())
            .add(".change"),
        row -> Objects.requireNonNull(row.getObject(1, UUID.class)));
  }

  @Test
  void tagsWithoutTouchingOtherTags() {
    EntityRecord lead =
        begin(
            """
            {"id":"one","type":"find","entity":"visit","where":{"lead":"record"},"then":"tag"},
            {"id":"tag","type":"tag","record":"one","field":"marks","add":["vip","new"],"remove":["old"]}
            """);
    EntityRecord visit = visit(lead, "A", 1, false);
    desk.patch("visit", visit.id(), "{'marks':['mine','old','new']}");
    run(lead, "first");
    assertThat(desk.value("visit", visit.id(), "marks")).isEqualTo(List.of("mine", "new", "vip"));
    long changes = desk.count("change");
    run(lead, "second");
    assertThat(desk.count("change")).as("nothing to write").isEqualTo(changes + 1);
  }

  @Test
  void givesRecordsInTurnAndByLoad() {
    EntityRecord first =
        begin(
            """
            {"id":"who","type":"assign","field":"keeper","users":["\\"%1$s\\"","\\"%2$s\\"","\\"%3$s\\""],
              "next":"say"},
            {"id":"say","type":"update","values":{"source":"\\"given\\""}}
            """
                .formatted(People.CLERK, People.OTHER, People.ADMIN));
    List<EntityRecord> leads = new ArrayList<>(List.of(first));
    for (int i = 1; i < 9; i++) {
      leads.add(desk.create("{'name':'" + i + "'}"));
    }
    leads.forEach(lead -> run(lead, "go"));
    Map<Object, Integer> given = new TreeMap<>();
    leads.forEach(
        lead ->
            given.merge(Objects.requireNonNull(desk.value(lead.id(), "keeper")), 1, Integer::sum));
    assertThat(given.values()).containsExactly(3, 3, 3);
  }

  @Test
  void givesTheOneWithTheFewestRecords() {
    EntityRecord lead =
        begin(
            """
            {"id":"who","type":"assign","field":"keeper","users":["\\"%1$s\\"","\\"%2$s\\""],
              "how":"leastLoaded","load":"stage != \\"won\\""}
            """
                .formatted(People.CLERK, People.OTHER));
    var unusedOpen = desk.create("{'keeper':'" + People.CLERK + "','stage':'new'}");
    for (int i = 0; i < 3; i++) {
      var unusedWon = desk.create("{'keeper':'" + People.OTHER + "','stage':'won'}");
    }
    run(lead, "go");
    assertThat(desk.value(lead.id(), "keeper")).isEqualTo(People.OTHER);
  }

  @Test
  void tellsWhatIsWrongWithTheirOptions() {
    desk.publishAll();
    desk.workspace.publish(VISIT);
    assertThat(
            Desk.problems(
                () ->
                    desk.publish(
                        workflow(
                            """
                            {"id":"a","type":"find","entity":"visit","where":{"nothing":"1","marks":"null"},
                              "filter":"amount","sort":"-never","then":"nowhere"},
                            {"id":"b","type":"aggregate","entity":"visit","total":"count","of":"amount"},
                            {"id":"c","type":"aggregate","entity":"visit","total":"sum","of":"code"},
                            {"id":"d","type":"upsert","entity":"visit","key":["code"],"values":{"amount":"1"}},
                            {"id":"e","type":"tag","field":"name","add":["x"]},
                            {"id":"f","type":"assign","field":"name","role":"clerk"}
                            """))))
        .containsExactlyInAnyOrder(
            "metadata.unknownField@/nodes/0/where/nothing",
            "workflow.notCompared@/nodes/0/where/marks",
            "expression.resultType@/nodes/0/filter",
            "metadata.unknownField@/nodes/0/sort",
            "workflow.unknownNode@/nodes/0/then",
            "workflow.notForCount@/nodes/1/of",
            "workflow.notANumber@/nodes/2/of",
            "workflow.keyWithoutValue@/nodes/3/key/0",
            "workflow.noTags@/nodes/4/field",
            "workflow.notAPerson@/nodes/5/field");
  }
}
