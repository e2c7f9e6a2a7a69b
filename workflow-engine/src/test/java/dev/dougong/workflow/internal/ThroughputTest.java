package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution.Status;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a trigger costs its writer, and how many steps two workers do. Prints its figures. */
@Tag("full")
class ThroughputTest {

  private static final int WARM = 300;
  private static final int COUNT = 3_000;
  private static final String TASK =
      """
      {"key":"busy","trigger":{"type":"record","entity":"lead","on":["created"],"when":"source == \\"shop\\""},
       "nodes":[{"id":"call","type":"task","title":"Call {{record.name}}","assignee":"record.keeper"}]}
      """;

  private static long create(Desk desk, String source, int count) {
    String values =
        "{'name':'n','phone':'1','source':'" + source + "','keeper':'" + People.CLERK + "'}";
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      desk.create(values);
    }
    return System.nanoTime() - begin;
  }

  @Test
  void startsATaskForEachOfManyRecords() throws Exception {
    Desk desk = new Desk(TASK);
    Desk bare = new Desk();
    create(bare, "shop", WARM);
    create(desk, "shop", WARM);
    desk.node.jobs.runDue();
    long plain = create(bare, "shop", COUNT);
    long triggering = create(desk, "shop", COUNT);
    long begin = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Integer> work = desk.node.jobs::runDue;
      for (Future<Integer> done : threads.invokeAll(List.of(work, work))) {
        assertThat(done.get()).isNotNegative();
      }
    } finally {
      threads.shutdownNow();
    }
    long steps = System.nanoTime() - begin;

    System.out.printf(
        Locale.ROOT,
        "%d creates: plain %.0f/s, with a trigger %.0f/s (%.2f of it); %d steps by two workers: %.0f/s%n",
        COUNT,
        COUNT * 1e9 / plain,
        COUNT * 1e9 / triggering,
        (double) plain / triggering,
        COUNT,
        COUNT * 1e9 / steps);
    desk.node.jobs.runDue();
    assertThat(desk.count("user_task")).isEqualTo(WARM + COUNT);
    assertThat(desk.count("execution")).isEqualTo(WARM + COUNT);
    assertThat(desk.executions("busy")).allMatch(one -> one.status() == Status.RUNNING);
  }
}
