package dev.dougong.web.auth;

import static dev.dougong.web.Api.anonymous;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class PeopleIT {

  @BeforeEach
  void open() {
    Shop.open();
  }

  @Asvs({"8.2.1", "8.3.1"})
  @Test
  void onlyAdministratorsMakeUsersAndGiveRoles() {
    RequestSpecification clerk = Shop.clerk("north");
    clerk.body(Map.of("username", "friend")).post("/api/users").then().statusCode(403);
    clerk
        .body(Map.of("roles", List.of("admin")))
        .put("/api/users/" + id("north") + "/roles")
        .then()
        .statusCode(403);
  }

  @Asvs("8.3.2")
  @Test
  void roleThatIsTakenAwayGivesNothingAtOnce() {
    String user = user("brief");
    RequestSpecification session = Api.as("brief", Shop.PASSWORD);
    session.get("/api/data/customer").then().statusCode(200);
    Api.admin()
        .body(Map.of("roles", List.of()))
        .put("/api/users/" + user + "/roles")
        .then()
        .statusCode(200);
    session.get("/api/data/customer").then().statusCode(404);
  }

  @Asvs("7.4.3")
  @Test
  void newPasswordEndsAllSessions() {
    String user = user("renewed");
    RequestSpecification session = Api.as("renewed", Shop.PASSWORD);
    session.get("/api/me").then().statusCode(200);
    Api.admin()
        .header("If-Match", "\"" + version(user) + "\"")
        .body(Map.of("password", "another long password"))
        .patch("/api/users/" + user)
        .then()
        .statusCode(200);
    session.get("/api/me").then().statusCode(401);
  }

  @Asvs("7.4.2")
  @Test
  void userWhoIsSwitchedOffIsOutAtOnce() {
    String user = user("left");
    RequestSpecification session = Api.as("left", Shop.PASSWORD);
    Api.admin()
        .header("If-Match", "\"" + version(user) + "\"")
        .body(Map.of("active", false))
        .patch("/api/users/" + user)
        .then()
        .statusCode(200);
    session.get("/api/me").then().statusCode(401);
    anonymous()
        .body(Map.of("username", "left", "password", Shop.PASSWORD))
        .post("/api/login")
        .then()
        .statusCode(401);
  }

  @Test
  void lastAdministratorStays() {
    Api.admin()
        .body(Map.of("roles", List.of("clerk")))
        .put("/api/users/" + id("admin") + "/roles")
        .then()
        .statusCode(422)
        .body("code", equalTo("access.lastAdmin"));
  }

  @Asvs("8.3.3")
  @Test
  void keyActsWithItsRolesAndOnlyUntilItIsRevoked() {
    var made =
        Shop.clerk("north")
            .body(Map.of("label", "scale", "roles", List.of("clerk")))
            .post("/api/api-keys")
            .then()
            .statusCode(201)
            .extract();
    String key = made.path("key");
    assertThat(bearer(key).get("/api/data/customer").statusCode()).isEqualTo(200);
    bearer(key).post("/api/api-keys").then().statusCode(403);
    Shop.clerk("north").delete("/api/api-keys/" + made.path("id")).then().statusCode(204);
    assertThat(bearer(key).get("/api/data/customer").statusCode()).isEqualTo(401);
  }

  @Asvs("8.2.1")
  @Test
  void nobodyGivesAKeyARoleThatTheyDoNotHave() {
    Shop.clerk("north")
        .body(Map.of("label", "more", "roles", List.of("admin")))
        .post("/api/api-keys")
        .then()
        .statusCode(403)
        .body("code", equalTo("access.roleNotYours"));
  }

  @Test
  void unitNeverStandsBelowItself() {
    String company = unit("company");
    Api.admin()
        .header("If-Match", "\"0\"".replace("0", unitVersion("company")))
        .body(Map.of("parent", unit("north")))
        .patch("/api/org-units/" + company)
        .then()
        .statusCode(422)
        .body("code", equalTo("access.orgUnitCycle"));
  }

  @Asvs("8.2.2")
  @Test
  void savedFilterIsShownToItsOwnerOnly() {
    String id = "01890000-0000-7000-8000-000000000001";
    Shop.clerk("north")
        .body(
            Map.of(
                "entity", "customer",
                "name", "often",
                "filter", "visits > 3",
                "columns", List.of("name"),
                "sort", List.of("-visits")))
        .put("/api/saved-filters/" + id)
        .then()
        .statusCode(200);
    Shop.clerk("north")
        .get("/api/saved-filters?entity=customer")
        .then()
        .body("items.filter", hasItem("visits > 3"))
        .body("items[0].sort", equalTo(List.of("-visits")));
    Shop.clerk("south")
        .get("/api/saved-filters?entity=customer")
        .then()
        .body("items", equalTo(List.of()));
    Shop.clerk("south").delete("/api/saved-filters/" + id).then().statusCode(404);
  }

  private static RequestSpecification bearer(String key) {
    return anonymous().header("Authorization", "Bearer " + key);
  }

  private static String user(String username) {
    return Api.admin()
        .body(Map.of("username", username, "password", Shop.PASSWORD, "roles", List.of("clerk")))
        .post("/api/users")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String id(String username) {
    return Api.admin().get("/api/users?q=" + username).then().extract().path("items[0].id");
  }

  private static int version(String user) {
    return Api.admin().get("/api/users/" + user).then().extract().path("version");
  }

  private static String unit(String key) {
    return Api.admin().get("/api/org-units?q=" + key).then().extract().path("items[0].id");
  }

  private static String unitVersion(String key) {
    return Api.admin()
        .get("/api/org-units?q=" + key)
        .then()
        .extract()
        .path("items[0].version")
        .toString();
  }
}
