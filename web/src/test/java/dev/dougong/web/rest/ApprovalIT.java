package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

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

/** Approvals through the application: asked for by one clerk, decided by another. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ApprovalIT {

  private static final String DISCOUNT =
      """
      {"key":"discount","label":{"zh":"折扣","en":"Discount"},
       "trigger":{"type":"manual","entity":"customer","roles":["clerk"]},
       "nodes":[
        {"id":"ask","type":"approval","title":"Discount for {{record.name}}","needsReason":true,
         "approvers":[{"role":"clerk"}],"limit":"P1D","next":"note","rejected":"note","withdrawn":"note"},
        {"id":"note","type":"update","values":{"secret":"ask"}}]}
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
    Api.admin().body(DISCOUNT).put("/api/meta/workflow/discount").then().statusCode(200);
    Api.admin()
        .body(Map.of("items", List.of(Map.of("kind", "workflow", "key", "discount"))))
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

  private static List<String> open(String clerk) {
    return Shop.clerk(clerk).get("/api/tasks?mine=true&status=open").path("items.id");
  }

  /** Has the northern clerk ask; gives the customer's id. */
  private String ask(String phone) {
    String customer =
        Shop.clerk("north")
            .body(Map.of("name", "李四", "phone", phone))
            .post("/api/data/customer")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    Shop.clerk("north")
        .body(Map.of("record", customer))
        .post("/api/workflows/discount/start")
        .then()
        .statusCode(201);
    until(() -> !open("south").isEmpty());
    return customer;
  }

  private static String secret(String customer) {
    return Api.admin().get("/api/data/customer/" + customer).path("secret");
  }

  private static String approval(String customer) {
    return Shop.clerk("north")
        .get("/api/approvals?requested=true&record=" + customer)
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .extract()
        .path("items[0].id");
  }

  @Test
  void isAskedForByOneAndDecidedByAnother() {
    String customer = ask("13800000201");
    assertThat(open("north")).isEmpty();
    String id = approval(customer);
    String task = open("south").get(0);
    Shop.clerk("south")
        .get("/api/tasks?mine=true&status=open")
        .then()
        .body("items[0].title", equalTo("Discount for 李四"))
        .body("items[0].record.label", nullValue())
        .body("items[0].role", equalTo("clerk"))
        .body("items[0].due", notNullValue())
        .body("items[0].outcomes.value", contains("approve", "reject"))
        .body("items[0].approval.id", equalTo(id))
        .body("items[0].approval.needsReason", equalTo(true))
        .body("items[0].approval.returnTo", empty());
    Shop.clerk("south").post("/api/tasks/" + task + "/claim").then().statusCode(204);
    Shop.clerk("south")
        .body(Map.of("outcome", "reject"))
        .post("/api/tasks/" + task + "/complete")
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("workflow.reasonNeeded"));
    Shop.clerk("south")
        .body(Map.of("outcome", "reject", "comment", "too much"))
        .post("/api/tasks/" + task + "/complete")
        .then()
        .statusCode(204);
    Shop.clerk("south")
        .body(Map.of("outcome", "approve"))
        .post("/api/tasks/" + task + "/complete")
        .then()
        .statusCode(409)
        .body("code", equalTo("workflow.taskClosed"));

    until(() -> "rejected".equals(secret(customer)));
    Shop.clerk("north")
        .get("/api/approvals/" + id)
        .then()
        .statusCode(200)
        .body("status", equalTo("rejected"))
        .body("requester.label", equalTo("north"))
        .body("record.label", equalTo("李四"))
        .body("tasks.outcome", contains("reject"))
        .body("deeds.deed", contains("claimed", "completed"))
        .body("deeds[1].actor.label", equalTo("south"))
        .body("deeds[1].comment", equalTo("too much"));
  }

  @Test
  void goesBackToTheRequesterAndIsWithdrawn() {
    String customer = ask("13800000202");
    String id = approval(customer);
    String task = open("south").get(0);
    Shop.clerk("north").post("/api/approvals/" + id + "/urge").then().statusCode(204);
    Shop.clerk("south")
        .get("/api/tasks?mine=true&status=open")
        .then()
        .body("items[0].approval.urgedAt", notNullValue());
    Shop.clerk("south")
        .body(Map.of("to", "nowhere"))
        .post("/api/tasks/" + task + "/send-back")
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("workflow.noWayBack"));
    Shop.clerk("south")
        .body(Map.of("straight", true, "comment", "why?"))
        .post("/api/tasks/" + task + "/send-back")
        .then()
        .statusCode(204);
    assertThat(open("south")).isEmpty();
    Shop.clerk("north")
        .get("/api/tasks?mine=true&status=open")
        .then()
        .body("items[0].description", equalTo("why?"))
        .body("items[0].outcomes.value", contains("resubmit", "withdraw"))
        .body("items[0].approval.seat", equalTo(0));

    Shop.clerk("south").post("/api/approvals/" + id + "/withdraw").then().statusCode(404);
    Shop.clerk("north")
        .body(Map.of("comment", "not needed"))
        .post("/api/approvals/" + id + "/withdraw")
        .then()
        .statusCode(204);
    assertThat(open("north")).isEmpty();
    until(() -> "withdrawn".equals(secret(customer)));
  }

  @Test
  void addsAnApproverOnlyWhereThereIsSomethingToApprove() {
    String customer = ask("13800000203");
    String id = approval(customer);
    String task = open("south").get(0);
    String north = Shop.clerk("north").get("/api/me").path("user.id");
    Shop.clerk("south")
        .body(Map.of("user", north, "place", "before"))
        .post("/api/tasks/" + task + "/add-approver")
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("workflow.ownApproval"));
    Shop.clerk("south")
        .body(Map.of("user", north, "place", "beside"))
        .post("/api/tasks/" + task + "/add-approver")
        .then()
        .statusCode(400);
    String admin = Api.admin().get("/api/me").path("user.id");
    Shop.clerk("south")
        .body(Map.of("user", admin, "place", "before"))
        .post("/api/tasks/" + task + "/add-approver")
        .then()
        .statusCode(204);
    assertThat(open("south")).isEmpty();
    Shop.clerk("north")
        .get("/api/approvals/" + id)
        .then()
        .body("tasks.status", contains("open", "planned"));
    Shop.clerk("north").post("/api/approvals/" + id + "/withdraw").then().statusCode(204);
  }
}
