package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.execution.Executions;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** The template of the phone store on a desk. */
abstract class PhoneStore {

  private static final Path TEMPLATE = Path.of("../templates/phone-store-crm");

  final Desk desk = Desk.empty();

  @BeforeEach
  void publish() {
    List<Document.Name> names = new ArrayList<>();
    for (String kind :
        List.of(
            "entity",
            "role",
            "connector",
            "sync",
            "hook",
            "eventStream",
            "pool",
            "contactRule",
            "taskLog",
            "segment",
            "workflow")) {
      String folder = kind.equals("entity") ? "entities" : kind + "s";
      for (Path file : files(folder)) {
        names.add(desk.workspace.draft(kind, text(file)));
      }
    }
    var unused = desk.workspace.publishing.publish(names, PublishOptions.by(null));
  }

  private static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(TEMPLATE.resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final void after(Duration time) {
    desk.clock.advance(time);
    run();
  }

  final void until(String instant) {
    after(Duration.between(desk.clock.instant(), Instant.parse(instant)));
  }

  final void run() {
    desk.node.jobs.runDue();
  }

  final UUID lead(String more) {
    UUID id =
        desk.create(
                "lead",
                "{'name':'张三','phone':'13800000001','source':'walkIn','owner':'"
                    + People.CLERK
                    + "'"
                    + more
                    + "}")
            .id();
    run();
    return id;
  }

  final UUID customer(String more) {
    UUID id =
        desk.create(
                "customer",
                "{'name':'李四','phone':'13800000002','source':'import','owner':'"
                    + People.CLERK
                    + "'"
                    + more
                    + "}")
            .id();
    run();
    return id;
  }

  final List<String> titles(UUID user) {
    return desk.tasks(user).stream().map(UserTask::title).toList();
  }

  final UserTask task(UUID user) {
    List<UserTask> tasks = desk.tasks(user);
    assertThat(tasks).hasSize(1);
    return tasks.get(0);
  }

  final void answer(UUID user, String outcome) {
    desk.node.tasks.complete(
        desk.as(user), task(user).id(), new Tasks.Answer(outcome, "看过了", null));
    run();
  }

  final List<Execution.Message> messages(String workflow) {
    List<Execution> runs =
        desk.node.executions.list(
            desk.admin(), new Executions.Query(workflow, null, null, null, 100));
    return runs.stream()
        .flatMap(one -> desk.node.executions.find(desk.admin(), one.id()).messages().stream())
        .toList();
  }

  final List<Execution> runs(String workflow) {
    return desk.executions(workflow);
  }

  final UUID product() {
    return desk.create(
            "product",
            "{'code':'P1','name':'手机一号','category':'phone','brand':'apple','status':'onSale','listPrice':5000}")
        .id();
  }
}
