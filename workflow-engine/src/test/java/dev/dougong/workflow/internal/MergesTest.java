package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.RecordMerges;
import dev.dougong.engine.record.RecordMerges.Merged;
import dev.dougong.engine.record.RecordMerges.Other;
import dev.dougong.engine.record.RecordMerges.Wish;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a merge of records means for workflows. */
class MergesTest {

  private static final String ASK =
      """
      {"key":"ask","trigger":{"type":"record","entity":"lead","on":["created"]},
       "nodes":[{"id":"ask","type":"task","title":"Ask","assignee":"record.keeper"}]}
      """;
  private static final String CHANGED =
      """
      {"key":"changed","trigger":{"type":"record","entity":"lead","on":["updated","deleted"]},
       "nodes":[{"id":"done","type":"stop"}]}
      """;

  @Test
  void startsNothingAndTakesRunsAndTasksAlongAndBack() {
    Desk desk = new Desk(ASK, CHANGED);
    EntityRecord stays = desk.create("{'name':'a','keeper':'" + People.CLERK + "'}");
    EntityRecord goes = desk.create("{'name':'b','note':'from b','keeper':'" + People.CLERK + "'}");
    desk.node.jobs.runDue();
    assertThat(of(desk, goes.id())).isEqualTo(1);

    RecordMerges merges = desk.node.records.merges();
    Merged merged =
        merges.merge(
            desk.as(People.CLERK),
            "lead",
            stays.id(),
            stays.version(),
            new Wish(List.of(new Other(goes.id(), goes.version())), Map.of()));

    assertThat(desk.value(stays.id(), "note")).isEqualTo("from b");
    assertThat(desk.executions("changed")).isEmpty();
    assertThat(desk.executions("ask")).hasSize(2);
    assertThat(of(desk, stays.id())).isEqualTo(2);
    assertThat(desk.tasks(People.CLERK))
        .hasSize(2)
        .allMatch(task -> stays.id().equals(task.record()));

    var unused = merges.undo(desk.as(People.CLERK), "lead", merged.merge());

    assertThat(desk.executions("changed")).isEmpty();
    assertThat(of(desk, stays.id())).isEqualTo(1);
    assertThat(of(desk, goes.id())).isEqualTo(1);
  }

  private static long of(Desk desk, UUID record) {
    return desk.executions("ask").stream()
        .map(Execution::record)
        .filter(found -> Objects.equals(found, record))
        .count();
  }
}
