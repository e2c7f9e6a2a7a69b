package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries over HTTP, and the records behind their rows. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class QueryIT {

  private static final String BY_NAME =
      """
      {"entity":"customer","dimensions":[{"field":"name"}],"filter":"visits >= 100",
       "measures":[{"key":"n","aggregate":"count"},
                   {"key":"spent","aggregate":"sum","expression":"spent"}],"sort":["-spent"]}
      """;

  private static boolean isFilled;

  @BeforeEach
  void fill() {
    Shop.open();
    if (!isFilled) {
      isFilled = true;
      customer("甲", "13700000001", 100, "10.50");
      customer("甲", "13700000002", 101, "20");
      customer("乙", "13700000003", 102, "5.25");
      customer("丙", "13700000004", 99, "1000");
    }
  }

  private static void customer(String name, String phone, int visits, String spent) {
    Api.admin()
        .body(
            "{\"name\":\"%s\",\"phone\":\"%s\",\"visits\":%d,\"spent\":%s}"
                .formatted(name, phone, visits, spent))
        .post("/api/data/customer")
        .then()
        .statusCode(201);
  }

  @Test
  void answersGroupsTotalAndWhatItIs() {
    Api.admin()
        .body(BY_NAME)
        .post("/api/query")
        .then()
        .statusCode(200)
        .body("columns.key", equalTo(List.of("name", "n", "spent")))
        .body("rows.name", equalTo(List.of("甲", "乙")))
        .body("rows.n", equalTo(List.of(2, 1)))
        .body("total.n", equalTo(3))
        .body("total.spent", equalTo(35.75f))
        .body("records", equalTo(3))
        .body("truncated", equalTo(false))
        .body("definition.filter", equalTo("visits >= 100"));
  }

  @Test
  void filterOfADashboardNarrowsTheNumberAndWhatIsBehindIt() {
    String filters = "\"filters\":[\"phone != \\\"13700000001\\\"\"]";
    Api.admin()
        .body("{" + filters + "," + BY_NAME.strip().substring(1))
        .post("/api/query")
        .then()
        .statusCode(200)
        .body("rows.n", equalTo(List.of(1, 1)));
    Api.admin()
        .body("{\"query\":" + BY_NAME + ",\"row\":{\"name\":\"甲\"}," + filters + ",\"count\":true}")
        .post("/api/query/drill")
        .then()
        .statusCode(200)
        .body("count", equalTo(1))
        .body("items.phone", equalTo(List.of("13700000002")));
  }

  @Test
  void recordsBehindARowComeAsPagesOfAList() {
    Map<String, Object> first =
        Api.admin()
            .body(
                "{\"query\":"
                    + BY_NAME
                    + ",\"row\":{\"name\":\"甲\"},\"measure\":\"spent\",\"sort\":[\"-spent\"],"
                    + "\"fields\":[\"spent\"],\"limit\":1,\"count\":true}")
            .post("/api/query/drill")
            .then()
            .statusCode(200)
            .body("items", hasSize(1))
            .body("items[0].spent", equalTo(20))
            .body("count", equalTo(2))
            .extract()
            .path("");
    Api.admin()
        .body(
            "{\"query\":"
                + BY_NAME
                + ",\"row\":{\"name\":\"甲\"},\"sort\":[\"-spent\"],\"limit\":1,\"after\":\""
                + first.get("next")
                + "\"}")
        .post("/api/query/drill")
        .then()
        .statusCode(200)
        .body("items.phone", equalTo(List.of("13700000001")))
        .body("next", nullValue());
  }

  @Test
  void answerThatIsAskedAgainKnowsWhatWasWrittenSince() {
    String query =
        """
        {"entity":"customer","filter":"visits == -7777",
         "measures":[{"key":"n","aggregate":"count"},
                     {"key":"spent","aggregate":"sum","expression":"spent"}]}
        """;
    for (int i = 0; i < 4; i++) {
      Api.admin()
          .body(query)
          .post("/api/query")
          .then()
          .statusCode(200)
          .body("total.n", equalTo(Math.max(0, i - 2)));
      if (i >= 2) {
        customer("丁", "1370001000" + i, -7777, "2.5");
      }
    }
    Api.admin().body(query).post("/api/query").then().body("total.spent", equalTo(5.0f));
  }

  @Test
  void readerCountsOnlyWhatTheReaderMaySee() {
    Shop.clerk("north")
        .body(BY_NAME)
        .post("/api/query")
        .then()
        .statusCode(200)
        .body("rows", hasSize(0))
        .body("records", equalTo(0));
    Shop.clerk("north")
        .body("{\"query\":" + BY_NAME + ",\"row\":{\"name\":\"甲\"},\"count\":true}")
        .post("/api/query/drill")
        .then()
        .statusCode(200)
        .body("items", hasSize(0))
        .body("count", equalTo(0));
    Shop.clerk("north")
        .body(
            """
            {"entity":"customer","dimensions":[{"field":"secret"}],
             "measures":[{"key":"n","aggregate":"count"}]}
            """)
        .post("/api/query")
        .then()
        .statusCode(422)
        .body("errors.code", hasItem("query.unknownField"));
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    List<String> codes =
        Api.admin()
            .body(
                """
                {"entity":"customer","dimensions":[{"field":"nam"},{"field":"name","bucket":"month"}],
                 "measures":[{"key":"s","aggregate":"sum","expression":"name"}],"filter":"nothing > 1"}
                """)
            .post("/api/query")
            .then()
            .statusCode(422)
            .extract()
            .path("errors.code");
    assertThat(codes)
        .contains(
            "query.unknownField",
            "report.wrongBucket",
            "query.wrongType",
            "expression.unknownField");
    Api.admin().body("[]").post("/api/query").then().statusCode(400);
    Api.admin().body("{\"query\":{}}").post("/api/query/drill").then().statusCode(422);
  }
}
