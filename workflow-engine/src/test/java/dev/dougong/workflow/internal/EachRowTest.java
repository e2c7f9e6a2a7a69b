package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.sql.Sql;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution.Status;
import dev.dougong.workflow.task.UserTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Records that are written for the rows of a table. */
class EachRowTest {

  private static final String ORDER =
      """
      {"key":"bill","title":"code","naturalKey":["code"],"fields":[
        {"key":"code","type":"text","unique":true},{"key":"paid","type":"boolean"},
        {"key":"lines","type":"table","fields":[
          {"key":"good","type":"text"},{"key":"pieces","type":"integer"},{"key":"gift","type":"boolean"}]}]}
      """;

  private static final String MOVE =
      """
      {"key":"move","title":"source","naturalKey":["source"],"fields":[
        {"key":"source","type":"text","unique":true},
        {"key":"bill","type":"reference","entity":"bill"},
        {"key":"good","type":"text"},{"key":"pieces","type":"integer"}]}
      """;

  private static final String FLOW =
      """
      {"key":"flow","trigger":{"type":"record","entity":"bill","on":["created","updated"],"fields":["paid","lines"]},
       "nodes":[{"id":"moves","type":"eachRow","table":"lines","when":"!coalesce(row.gift, false)","entity":"move","key":["source"],
         "values":{"source":"concat(record.code, \\"-\\", text(rowNumber))","bill":"record","good":"row.good",
                   "pieces":"record.paid == true ? 0 - row.pieces : 0"}, "next":"say"},
        {"id":"say","type":"task","title":"{{moves}}","assignee":"record.createdBy"}]}
      """;

  private final Desk desk = Desk.empty();

  private void begin() {
    desk.publishAll();
    desk.workspace.publish(ORDER);
    desk.workspace.publish(MOVE);
    desk.publish(FLOW);
  }

  private List<String> moves() {
    List<String> moves = new ArrayList<>();
    var entity = desk.workspace.metadata().entity("move");
    for (UUID id : ids()) {
      var row = desk.node.records.rows().find(desk.admin(), entity, List.of(id)).get(id);
      if (row != null) {
        moves.add(
            desk.value("move", id, "source")
                + " "
                + desk.value("move", id, "good")
                + " "
                + desk.value("move", id, "pieces"));
      }
    }
    return moves;
  }

  private List<UUID> ids() {
    return desk.workspace.jdbc.query(
        new Sql()
            .add("select distinct record from ")
            .add(desk.workspace.workspace.schema())
            .add(".change"),
        row -> Objects.requireNonNull(row.getObject(1, UUID.class)));
  }

  @Test
  void writesARecordForEachRowThatCountsAndTheSameOnesAgain() {
    begin();
    EntityRecord bill =
        desk.create(
            "bill",
            "{'code':'B1','paid':true,'lines':[{'good':'phone','pieces':1},"
                + "{'good':'bag','pieces':1,'gift':true},{'good':'case','pieces':3}]}");
    desk.node.jobs.runDue();
    assertThat(moves()).containsExactlyInAnyOrder("B1-1 phone -1", "B1-3 case -3");

    desk.patch("bill", bill.id(), "{'paid':false}");
    desk.node.jobs.runDue();
    assertThat(moves()).containsExactlyInAnyOrder("B1-1 phone 0", "B1-3 case 0");
    assertThat(desk.executions("flow")).hasSize(2).allMatch(one -> one.status() != Status.FAILED);
  }

  @Test
  void writesNothingWhereNoRowCountsAndSaysHowMany() {
    begin();
    var unused = desk.create("bill", "{'code':'B2','paid':true,'lines':[]}");
    desk.node.jobs.runDue();
    assertThat(moves()).isEmpty();
    assertThat(desk.tasks(People.CLERK)).extracting(UserTask::title).contains("0");
  }

  @Test
  void writesAllRowsOrNone() {
    begin();
    desk.workspace.publish(MOVE.replace("\"type\":\"integer\"", "\"type\":\"integer\",\"min\":-5"));
    var unused =
        desk.create(
            "bill",
            "{'code':'B3','paid':true,'lines':[{'good':'phone','pieces':1},{'good':'case','pieces':9}]}");
    desk.node.jobs.runDue();
    assertThat(moves()).isEmpty();
    assertThat(desk.executions("flow")).allMatch(one -> one.status() == Status.FAILED);
  }

  @Test
  void followsFieldsOfRowsThatAreRenamed() {
    begin();
    desk.workspace.publish(
        ORDER.replace("\"key\":\"pieces\",", "\"key\":\"quantity\",\"formerKeys\":[\"pieces\"],"));
    var unused =
        desk.create("bill", "{'code':'B4','paid':true,'lines':[{'good':'phone','quantity':2}]}");
    desk.node.jobs.runDue();
    assertThat(moves()).containsExactly("B4-1 phone -2");
  }

  @Test
  void refusesWhatCannotBeWritten() {
    begin();
    assertThat(
            Desk.problems(
                () ->
                    desk.publish(
                        """
                        {"key":"wrong","trigger":{"type":"record","entity":"bill","on":["created"]},
                         "nodes":[
                          {"id":"a","type":"eachRow","table":"code","entity":"move","key":["source"],"values":{"source":"record.code"}},
                          {"id":"b","type":"eachRow","table":"lines","when":"row.pieces","entity":"move","key":["good"],
                            "values":{"source":"row.nothing","pieces":"row.good"}}]}
                        """)))
        .containsExactlyInAnyOrder(
            "workflow.notATable@/nodes/0/table",
            "expression.resultType@/nodes/1/when",
            "expression.unknownField@/nodes/1/values/source",
            "expression.resultType@/nodes/1/values/pieces",
            "workflow.keyWithoutValue@/nodes/1/key/0");
  }
}
