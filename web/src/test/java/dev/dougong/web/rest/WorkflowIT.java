package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import dev.dougong.workflow.job.WorkflowJobs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workflows through the application: published, started by a write and by a person, done. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class WorkflowIT {

  private static final String WELCOME =
      """
      {"key":"welcome","label":{"zh":"欢迎","en":"Welcome"},
       "trigger":{"type":"record","entity":"customer","on":["created"],"when":"visits == 77"},
       "nodes":[
        {"id":"call","type":"task","title":"Call {{record.name}}","assignee":"record.owner",
         "due":"addHours(now(), 24)","outcomes":[{"value":"reached","label":{"zh":"已联系","en":"Reached"}}],"next":"thank"},
        {"id":"thank","type":"message","channel":"console","to":"record.phone","body":"{{record.name}}您好","next":"count"},
        {"id":"count","type":"update","values":{"visits":"78"}}]}
      """;
  private static final String GREET =
      """
      {"key":"greet","trigger":{"type":"manual","entity":"customer"},
       "nodes":[{"id":"done","type":"stop"}]}
      """;

  private static boolean isPublished;

  @Inject WorkflowJobs jobs;

  @BeforeEach
  void publish() {
    Shop.open();
    if (isPublished) {
      return;
    }
    isPublished = true;
    Api.admin().body(WELCOME).put("/api/meta/workflow/welcome").then().statusCode(200);
    Api.admin().body(GREET).put("/api/meta/workflow/greet").then().statusCode(200);
    Api.admin()
        .body(
            Map.of(
                "items",
                List.of(
                    Map.of("kind", "workflow", "key", "welcome"),
                    Map.of("kind", "workflow", "key", "greet"))))
        .post("/api/meta/publish")
        .then()
        .statusCode(200);
  }

  /** Works, beside the threads of the application, until something holds. */
  private void until(BooleanSupplier condition) {
    for (int i = 0; i < 2_000; i++) {
      jobs.runDue();
      if (condition.getAsBoolean()) {
        return;
      }
    }
    throw new AssertionError("it never came to be");
  }

  private static String customer(String phone, int visits) {
    return Shop.clerk("north")
        .body(Map.of("name", "张三", "phone", phone, "visits", visits))
        .post("/api/data/customer")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static List<String> statuses(String record) {
    return Api.admin()
        .get("/api/executions?workflow=welcome&record=" + record)
        .then()
        .statusCode(200)
        .extract()
        .path("items.status");
  }

  @Test
  void aNewCustomerIsCalledAndThanked() {
    String customer = customer("13800000077", 77);
    String mine = "/api/tasks?mine=true&status=open";
    until(() -> !Shop.clerk("north").get(mine).path("items").equals(List.of()));
    var task =
        Shop.clerk("north")
            .get(mine)
            .then()
            .statusCode(200)
            .body("items.title", contains("Call 张三"))
            .body("items[0].record.id", equalTo(customer))
            .body("items[0].record.label", equalTo("张三"))
            .body("items[0].assignee.label", equalTo("north"))
            .body("items[0].outcomes[0].label", equalTo("Reached"))
            .extract();
    String id = task.path("items[0].id");
    String execution = task.path("items[0].execution");
    Shop.clerk("south").get(mine).then().body("items", empty());
    answer(id);
    until(() -> statuses(customer).equals(List.of("done")));

    Api.admin()
        .get("/api/executions/" + execution)
        .then()
        .statusCode(200)
        .body("steps.node", contains("call", "thank", "count"))
        .body("steps[0].output", equalTo("reached"))
        .body("reason.operation", equalTo("created"))
        .body("messages.body", contains("张三您好"))
        .body("messages.recipient", contains("13800000077"));
    Api.admin().get("/api/data/customer/" + customer).then().body("visits", equalTo(78));
    Api.admin()
        .get("/api/data/customer/" + customer + "/changes")
        .then()
        .body("items[0].why", equalTo("workflow:welcome"));
    Api.admin()
        .post("/api/executions/" + execution + "/retry")
        .then()
        .statusCode(409)
        .body("code", equalTo("workflow.notFailed"));
  }

  /** Of another, which is refused; a wrong one, which is refused; and the same twice. */
  private static void answer(String id) {
    Shop.clerk("south")
        .body(Map.of("outcome", "reached"))
        .post("/api/tasks/" + id + "/complete")
        .then()
        .statusCode(404);
    Shop.clerk("north")
        .body(Map.of("outcome", "perhaps"))
        .post("/api/tasks/" + id + "/complete")
        .then()
        .statusCode(422)
        .body("code", equalTo("workflow.unknownOutcome"));
    for (int i = 0; i < 2; i++) {
      Shop.clerk("north")
          .body(Map.of("outcome", "reached", "comment", "好"))
          .post("/api/tasks/" + id + "/complete")
          .then()
          .statusCode(204);
    }
  }

  @Test
  void aPersonStartsAWorkflowOnceForEachKey() {
    String customer = customer("13800000078", 1);
    for (int i = 0; i < 2; i++) {
      Shop.clerk("north")
          .header("Idempotency-Key", "greet-1")
          .body(Map.of("record", customer))
          .post("/api/workflows/greet/start")
          .then()
          .statusCode(201);
    }
    Api.admin()
        .get("/api/executions?workflow=greet&record=" + customer)
        .then()
        .body("items", hasSize(1));
    Shop.clerk("south")
        .body(Map.of("record", customer))
        .post("/api/workflows/greet/start")
        .then()
        .statusCode(404);
    Shop.clerk("north").body("{}").post("/api/workflows/welcome/start").then().statusCode(404);
    assertThat(statuses(customer)).isEmpty();
  }

  @Test
  void workflowsAreListedWithTheirOpenRuns() {
    String customer = customer("13800000079", 77);
    until(() -> statuses(customer).equals(List.of("running")));
    Api.admin()
        .get("/api/workflows")
        .then()
        .statusCode(200)
        .body("items.find { it.key == 'welcome' }.running", greaterThanOrEqualTo(1))
        .body("items.find { it.key == 'welcome' }.failed", equalTo(0))
        .body("items.find { it.key == 'welcome' }.trigger.entity", equalTo("customer"))
        .body("items.find { it.key == 'greet' }.running", equalTo(0))
        .body("items.find { it.key == 'greet' }.hasDraft", equalTo(false));
    String execution =
        Api.admin()
            .get("/api/executions?workflow=welcome&record=" + customer)
            .then()
            .body("items[0].record.label", equalTo("张三"))
            .extract()
            .path("items[0].id");
    Api.admin()
        .get("/api/executions/" + execution)
        .then()
        .body("document.nodes.id", contains("call", "thank", "count"));
    Api.admin().post("/api/executions/" + execution + "/cancel").then().statusCode(204);
  }

  @Test
  void designersAreToldTheTypesAndTheirOptions() {
    Shop.clerk("north")
        .get("/api/workflow-types")
        .then()
        .statusCode(200)
        .body("nodes.id", hasItem("task"))
        .body("nodes.find { it.id == 'stop' }.goesOn", equalTo(false))
        .body("triggers.id", hasItem("date"))
        .body("channels", hasItem("console"))
        .body("shapes.keySet()", hasItem("span"));
    Shop.clerk("north").get("/api/workflows").then().statusCode(403);
  }

  @Test
  void othersThanAdministratorsSeeNoExecutionsAndOnlyTheirOwnTasks() {
    Shop.clerk("north").get("/api/executions").then().statusCode(403);
    Shop.clerk("north")
        .get("/api/tasks")
        .then()
        .statusCode(403)
        .body("code", equalTo("workflow.onlyOwnTasks"));
    Api.admin().get("/api/tasks?status=open").then().statusCode(200);
    Api.admin()
        .get("/api/executions?status=asleep")
        .then()
        .statusCode(400)
        .body("code", equalTo("badParameter"));
  }
}
