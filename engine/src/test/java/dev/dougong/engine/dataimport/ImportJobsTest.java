package dev.dougong.engine.dataimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.testkit.Asvs;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What holds while rows are written and taken back: crashes, other nodes, rights. */
class ImportJobsTest extends ImportShop {

  @Test
  void undoBringsBackEveryByteAndLeavesWhatSomebodyChanged() {
    two();
    for (int i = 0; i < 40; i++) {
      create(
          "customer",
          "{'name':'老%d','phone':'139%08d','level':'gold','spent':%d.5,'tags':['x']}"
              .formatted(i, i, i));
    }
    List<String> before = desk.customers();
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of("姓名", "手机号", "等级", "消费金额", "标签", "生日"));
    for (int i = 0; i < 700; i++) {
      rows.add(
          List.of("新" + i, "139%08d".formatted(i % 650), "普通", i, "y", "2000-01-0" + (1 + i % 9)));
    }
    ImportState done =
        run(
            TestFiles.csv(folder.resolve("u.csv"), rows, StandardCharsets.UTF_8),
            ImportMode.UPSERT);
    assertThat(done.counts()).isEqualTo(Map.of(RowOutcome.CREATED, 610, RowOutcome.UPDATED, 90));
    assertThat(desk.customers()).isNotEqualTo(before);

    ImportState undone = desk.undo(done);

    assertThat(undone.status()).isEqualTo(ImportStatus.UNDONE);
    assertThat(desk.customers()).isEqualTo(before);
    assertThat(undone.counts().get(RowOutcome.UNDONE)).isEqualTo(700);

    ImportState again = desk.bring(three());
    again = desk.run(again, plan(again, ImportMode.UPSERT));
    EntityRecord touched = find("13800000001");
    desk.records.patch(
        desk.other(),
        "customer",
        touched.id(),
        touched.version(),
        json("{'note':'别人写的'}"),
        WriteOptions.API);
    again = desk.undo(again);
    assertThat(again.counts())
        .containsEntry(RowOutcome.KEPT, 1)
        .containsEntry(RowOutcome.UNDONE, 1);
    assertThat(desk.problems(again)).containsExactly("2 staleVersion ");
    assertThat(desk.customers())
        .hasSize(before.size())
        .anyMatch(row -> row.contains("别人写的") && row.contains("新名"));
  }

  private EntityRecord find(String phone) {
    return desk.records
        .upsert(
            desk.manager(),
            "customer",
            List.of("phone"),
            List.of(json("{'phone':'%s'}".formatted(phone))),
            WriteOptions.API)
        .get(0)
        .record();
  }

  private Path many(int count) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of("姓名", "手机号"));
    for (int i = 0; i < count; i++) {
      rows.add(List.of("客" + i, "137%08d".formatted(i)));
    }
    return TestFiles.csv(folder.resolve("many.csv"), rows, StandardCharsets.UTF_8);
  }

  @Test
  void aKilledProcessIsTakenOverAndEveryRowComesOnce() {
    ImportState ready = desk.bring(many(1700));
    desk.imports.run(desk.manager(), ready.id(), plan(ready, ImportMode.CREATE));
    AtomicInteger batches = new AtomicInteger();
    ImportJobs dying = desk.jobs(records -> dyingAfter(records, 2, batches));

    assertThat(dying.runDue()).isTrue();
    assertThatThrownBy(dying::runDue).isInstanceOf(Killed.class);
    assertThat(desk.live("customer")).isEqualTo(500);

    desk.work();
    ImportState done = desk.imports.find(desk.manager(), ready.id());
    assertThat(done.counts()).isEqualTo(Map.of(RowOutcome.CREATED, 1700));
    assertThat(done.done()).isEqualTo(1700);
    assertThat(desk.live("customer")).isEqualTo(1700);

    desk.imports.run(desk.manager(), ready.id(), plan(ready, ImportMode.CREATE));
    desk.work();
    assertThat(desk.live("customer")).isEqualTo(1700);
    assertThat(desk.imports.find(desk.manager(), ready.id()).status()).isEqualTo(ImportStatus.DONE);
  }

  @Test
  void twoNodesShareTheWorkWithoutDoubling() throws InterruptedException, ExecutionException {
    ImportState ready = desk.bring(many(1700));
    desk.imports.run(desk.manager(), ready.id(), plan(ready, ImportMode.CREATE));
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        ImportJobs node = desk.jobs(same -> same);
        both.add(
            nodes.submit(
                () -> {
                  while (desk.imports.find(desk.manager(), ready.id()).status().isWorking()) {
                    node.runDue();
                  }
                }));
      }
      for (Future<?> one : both) {
        one.get();
      }
    } finally {
      nodes.shutdownNow();
    }
    assertThat(desk.live("customer")).isEqualTo(1700);
    assertThat(desk.imports.find(desk.manager(), ready.id()).counts())
        .isEqualTo(Map.of(RowOutcome.CREATED, 1700));
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Dies once the batch has been written, before the transaction ends. */
  private static Records dyingAfter(Records records, int calls, AtomicInteger count) {
    return (Records)
        Proxy.newProxyInstance(
            Records.class.getClassLoader(),
            new Class<?>[] {Records.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(records, arguments);
                if (count.incrementAndGet() == calls) {
                  throw new Killed();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
  }

  @Asvs("8.3.2")
  @Test
  void rightsHoldBeforeAndWhileRowsAreWritten() {
    two();
    ImportState ready = desk.bring(three());
    Path file = three();
    assertThat(
            ImportDesk.codes(
                () ->
                    desk.imports.bring(
                        desk.manager().withoutImport(),
                        java.util.Set.of(),
                        "customer",
                        "three.csv",
                        file)))
        .containsExactly("forbidden@");
    assertThat(ImportDesk.codes(() -> desk.imports.find(desk.other(), ready.id())))
        .containsExactly("notFound@");
    assertThat(ImportDesk.codes(() -> desk.imports.rows(desk.other(), ready.id(), false, 0, 10)))
        .containsExactly("notFound@");
    assertThat(
            ImportDesk.codes(
                () ->
                    desk.imports.run(
                        desk.manager().with("customer", "note", FieldAccess.HIDDEN),
                        ready.id(),
                        plan(ready, ImportMode.UPSERT))))
        .containsExactly("record.unknownField@/mapping/备注");

    // a record that the importer may not read is neither matched nor named
    desk.importerHas(() -> desk.manager().reading("customer", "isBlank(note) || note == \"来了\""));
    ImportState done = desk.run(ready, plan(ready, ImportMode.UPSERT));
    assertThat(done.counts())
        .isEqualTo(Map.of(RowOutcome.FAILED, 1, RowOutcome.UNCHANGED, 1, RowOutcome.CREATED, 1));
    assertThat(desk.problems(done)).containsExactly("2 duplicate /phone");

    ImportState lost = desk.bring(three());
    desk.importerHas(() -> null);
    lost = desk.run(lost, plan(lost, ImportMode.UPSERT));
    assertThat(lost.status()).isEqualTo(ImportStatus.FAILED);
    assertThat(lost.notes()).extracting("code").containsExactly("import.ownerGone");
  }

  @Test
  void oldImportsAreForgotten() {
    ImportState ready = desk.bring(three());
    ImportJobs jobs = desk.jobs(same -> same);
    assertThat(jobs.sweep(desk.metadata(), ImportDesk.NOON)).isZero();
    assertThat(jobs.sweep(desk.metadata(), ImportDesk.NOON.plus(java.time.Duration.ofDays(4))))
        .isEqualTo(1);
    assertThat(desk.count("data_import_row")).isZero();
    assertThat(ImportDesk.codes(() -> desk.imports.find(desk.manager(), ready.id())))
        .containsExactly("notFound@");
  }
}
