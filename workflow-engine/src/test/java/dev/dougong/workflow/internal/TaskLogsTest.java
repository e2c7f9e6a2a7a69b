package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.query.internal.SqlRecordSelection;
import dev.dougong.workflow.People;
import dev.dougong.workflow.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tasks as records. */
class TaskLogsTest {

  private static final String CHORE =
      """
      {"key":"chore","title":"title","fields":[
        {"key":"task","type":"text","unique":true},{"key":"title","type":"text"},{"key":"state","type":"text"},
        {"key":"outcome","type":"text"},{"key":"doneAt","type":"dateTime"},
        {"key":"lead","type":"reference","entity":"lead","onDelete":"clear"}]}
      """;
  private static final String LOG =
      """
      {"key":"chores","entity":"chore","task":"task","title":"title","state":"state","outcome":"outcome","doneAt":"doneAt",
       "records":{"lead":"lead"}}
      """;
  private static final String CALL =
      """
      {"key":"call","trigger":{"type":"record","entity":"lead","on":["created"]},
       "nodes":[{"id":"call","type":"task","title":"call {{record.name}}","assignee":"record.keeper",
         "outcomes":[{"value":"reached"},{"value":"never"}]}]}
      """;

  private final Desk desk = Desk.empty();

  private List<UUID> chores() {
    return desk.workspace.jdbc.query(
        new SqlRecordSelection(new SqlCompiler())
            .select(desk.admin(), desk.workspace.metadata().entity("chore"), null, List.of()),
        row -> row.getObject(1, UUID.class));
  }

  @Test
  void everyTaskIsARecordThatFollowsItAlsoTheOnesFromBefore() {
    desk.publishAll(CALL);
    UUID lead = desk.create("{'name':'n','keeper':'" + People.CLERK + "'}").id();
    desk.node.jobs.runDue();
    desk.workspace.publish(CHORE);
    Document.Name log = desk.workspace.draft("taskLog", LOG);
    var unused = desk.workspace.publishing.publish(List.of(log), PublishOptions.by(null));
    desk.node.jobs.runDue();
    assertThat(chores()).hasSize(1);
    UUID chore = chores().get(0);
    assertThat(desk.value("chore", chore, "title")).isEqualTo("call n");
    assertThat(desk.value("chore", chore, "state")).isEqualTo("open");
    assertThat(desk.value("chore", chore, "lead")).isEqualTo(lead);
    desk.clock.advance(Duration.ofHours(1));
    UUID task = desk.tasks(People.CLERK).get(0).id();
    desk.node.tasks.complete(desk.as(People.CLERK), task, new Tasks.Answer("reached", null, null));
    desk.node.jobs.runDue();
    assertThat(chores()).containsExactly(chore);
    assertThat(desk.value("chore", chore, "state")).isEqualTo("done");
    assertThat(desk.value("chore", chore, "outcome")).isEqualTo("reached");
    assertThat(desk.value("chore", chore, "doneAt")).isEqualTo(desk.clock.instant());
  }
}
