package dev.dougong.web.auth;

import static dev.dougong.web.Api.anonymous;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class AdministrationIT {

  private static final String OWN = "seven quiet lamps at night";

  @BeforeEach
  void open() {
    Shop.open();
  }

  @Test
  void unitStandsOnlyWhereItsKindBelongs() {
    String region = unit("westOfLevels", id("company"), "region").extract().path("id");
    String store = unit("storeOfLevels", region, "store").extract().path("id");
    make("companyBelow", region, "company").statusCode(422).body("code", equalTo(LEVEL));
    make("belowAStore", store, "store").statusCode(422).body("code", equalTo(LEVEL));
    make("storeAtTheTop", null, "store").statusCode(422).body("code", equalTo(LEVEL));
    move("westOfLevels", store).statusCode(422).body("code", equalTo("access.orgUnitCycle"));
    move("storeOfLevels", id("north")).statusCode(422).body("code", equalTo(LEVEL));
    move("storeOfLevels", id("company")).statusCode(200);
  }

  @Test
  void unitIsArchivedOnlyWhenNobodyIsInItAndNobodyJoinsItThen() {
    String region = unit("regionToClose", id("company"), "region").extract().path("id");
    String store = unit("storeToClose", region, "store").extract().path("id");
    String person = person("closer", Map.of("orgUnit", store)).extract().path("id");
    archive("regionToClose", true).statusCode(422).body("code", equalTo("access.unitInUse"));
    archive("storeToClose", true).statusCode(422).body("code", equalTo("access.unitInUse"));
    change(person, Map.of("orgUnit", id("company"))).statusCode(200);
    archive("storeToClose", true).statusCode(200).body("archived", equalTo(true));
    archive("regionToClose", true).statusCode(200);
    change(person, Map.of("orgUnit", store))
        .statusCode(422)
        .body("code", equalTo("access.archivedUnit"));
    make("belowTheClosed", region, "store")
        .statusCode(422)
        .body("code", equalTo("access.archivedUnit"));
    Api.admin().get("/api/org-units").then().body("items.key", not(hasItem("storeToClose")));
    Api.admin().get("/api/org-units?all=true").then().body("items.key", hasItem("storeToClose"));
    archive("storeToClose", false).statusCode(422).body("code", equalTo("access.archivedUnit"));
    archive("regionToClose", false).statusCode(200);
    archive("storeToClose", false).statusCode(200);
  }

  @Test
  void secondAdministratorWhoSavesAnOlderVersionIsTold() {
    String person = person("shared", Map.of()).extract().path("id");
    int version = version(person);
    change(person, Map.of("name", "First", "roles", List.of())).statusCode(200);
    Api.admin()
        .header("If-Match", "\"" + version + "\"")
        .body(Map.of("name", "Second"))
        .patch("/api/users/" + person)
        .then()
        .statusCode(409)
        .body("code", equalTo("staleVersion"));
    Api.admin().get("/api/users/" + person).then().body("name", equalTo("First"));
  }

  @Test
  void peopleOfAUnitAreThoseOfTheUnitsBelowToo() {
    String region = unit("regionOfPeople", id("company"), "region").extract().path("id");
    String store = unit("storeOfPeople", region, "store").extract().path("id");
    person("of.store", Map.of("orgUnit", store)).statusCode(201);
    person("of.region", Map.of("orgUnit", region)).statusCode(201);
    Api.admin()
        .get("/api/users?all=true&unit=" + region)
        .then()
        .body("items.username", contains("of.region", "of.store"));
    Api.admin()
        .get("/api/users?all=true&unit=" + store)
        .then()
        .body("items.username", contains("of.store"));
    Api.admin()
        .get("/api/users?all=true&role=admin")
        .then()
        .body("items.username", hasItem("admin"))
        .body("items.username", not(hasItem("of.store")));
    Api.admin().get("/api/users?unit=" + store).then().statusCode(400);
  }

  @Asvs("15.4.2")
  @Test
  void oneOfTwoAdministratorsStaysWhoTakeTheRoleFromEachOtherAtOnce() throws Exception {
    String other = person("second.admin", Map.of("roles", List.of("admin"))).extract().path("id");
    String first = userId("admin");
    String second = Api.signIn("second.admin", Shop.PASSWORD);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 8; round++) {
        CyclicBarrier together = new CyclicBarrier(2);
        Future<Integer> one = two.submit(() -> takeAdmin(together, Api.admin(), other));
        Future<Integer> another = two.submit(() -> takeAdmin(together, as(second), first));
        List<Integer> answers = new ArrayList<>(List.of(one.get(), another.get()));
        assertThat(answers).containsOnlyOnce(200);
        RequestSpecification left = answers.get(0) == 200 ? Api.admin() : as(second);
        String lost = answers.get(0) == 200 ? other : first;
        roles(left, lost, List.of("admin")).statusCode(200);
      }
    } finally {
      two.shutdownNow();
      roles(Api.admin(), other, List.of()).statusCode(200);
    }
  }

  private static int takeAdmin(CyclicBarrier together, RequestSpecification who, String from)
      throws Exception {
    together.await();
    return who.body(Map.of("roles", List.of())).put("/api/users/" + from + "/roles").statusCode();
  }

  @Test
  void lastAdministratorIsNotBlockedEither() {
    change(userId("admin"), Map.of("active", false))
        .statusCode(422)
        .body("code", equalTo("access.lastAdmin"));
    change(userId("admin"), Map.of("roles", List.of("clerk")))
        .statusCode(422)
        .body("code", equalTo("access.lastAdmin"));
  }

  @Asvs("6.4.1")
  @Test
  void startPasswordIsToldOnceAndOpensNothingButItsOwnChange() {
    ValidatableResponse made =
        Api.admin()
            .body(Map.of("username", "newcomer", "startPassword", true, "roles", CLERK))
            .post("/api/users")
            .then()
            .statusCode(201);
    String start = made.extract().path("startPassword");
    Api.admin()
        .get("/api/users/" + made.extract().path("id"))
        .then()
        .body("startPassword", nullValue());
    String session = Api.signIn("newcomer", start);
    as(session).get("/api/me").then().statusCode(200).body("due", equalTo("password"));
    as(session).get("/api/data/customer").then().statusCode(403).body("code", equalTo(DUE));
    as(session).get("/api/me/sessions").then().statusCode(403).body("code", equalTo(DUE));
    as(session).get("/api/live?entities=customer").then().statusCode(403);
    as(session)
        .body(Map.of("label", "k", "roles", CLERK))
        .post("/api/api-keys")
        .then()
        .statusCode(403);
    password(session, start, start).statusCode(422).body("code", equalTo("access.samePassword"));
    password(session, start, OWN).statusCode(204);
    as(session).get("/api/me").then().body("due", nullValue());
    as(session).get("/api/data/customer").then().statusCode(200);
  }

  @Asvs({"6.4.1", "7.4.3"})
  @Test
  void resetPasswordEndsTheSessionsAndMustBeChanged() {
    String person = person("forgetful", Map.of("roles", CLERK)).extract().path("id");
    String session = Api.signIn("forgetful", Shop.PASSWORD);
    String start =
        Api.admin()
            .body(Map.of())
            .post("/api/users/" + person + "/password")
            .then()
            .statusCode(200)
            .extract()
            .path("startPassword");
    as(session).get("/api/me").then().statusCode(401);
    as(Api.signIn("forgetful", start)).get("/api/me").then().body("due", equalTo("password"));
  }

  @Asvs({"6.2.1", "6.2.2", "6.2.3", "6.2.4", "7.4.3"})
  @Test
  void ownPasswordNeedsTheOldOneAndEndsTheOtherSessions() {
    person("careful", Map.of("roles", CLERK)).statusCode(201);
    String here = Api.signIn("careful", Shop.PASSWORD);
    String elsewhere = Api.signIn("careful", Shop.PASSWORD);
    password(here, "wrong", OWN).statusCode(422).body("code", equalTo("access.wrongPassword"));
    for (String easy : List.of("password1", "qwertyuiop", "careful2026", "aaaaaaaaaaaaaaaa")) {
      password(here, Shop.PASSWORD, easy)
          .statusCode(422)
          .body("code", equalTo("access.easyPassword"));
    }
    password(here, Shop.PASSWORD, "short")
        .statusCode(422)
        .body("code", equalTo("access.weakPassword"));
    as(elsewhere).get("/api/me").then().statusCode(200);
    password(here, Shop.PASSWORD, OWN).statusCode(204);
    as(here).get("/api/me").then().statusCode(200);
    as(here).get("/api/me/sessions").then().body("items", hasSize(1));
    as(elsewhere).get("/api/me").then().statusCode(401);
    assertThat(as(Api.signIn("careful", OWN)).get("/api/me").statusCode()).isEqualTo(200);
  }

  @Asvs("6.3.1")
  @Test
  void whoGuessesTheOldPasswordIsHeldBack() {
    person("guessing", Map.of("roles", CLERK)).statusCode(201);
    String session = Api.signIn("guessing", Shop.PASSWORD);
    for (int i = 0; i < 8; i++) {
      password(session, "wrong" + i, OWN).statusCode(422);
    }
    password(session, Shop.PASSWORD, OWN)
        .statusCode(429)
        .header("Retry-After", matchesPattern("[0-9]+"));
  }

  @Asvs({"7.4.3", "7.4.5", "7.5.2"})
  @Test
  void sessionsAreListedAndEndedByTheirOwnerAlone() {
    String person = person("roaming", Map.of("roles", CLERK)).extract().path("id");
    String here = Api.signIn("roaming", Shop.PASSWORD);
    String there = signIn("roaming", "Mozilla/5.0 (iPhone)\t<b>");
    String other =
        as(here)
            .get("/api/me/sessions")
            .then()
            .body("items", hasSize(2))
            .body("items.device", hasItem("Mozilla/5.0 (iPhone) <b>"))
            .body("items.findAll { it.current }", hasSize(1))
            .extract()
            .path("items.find { !it.current }.id");
    Map<String, String> proof = Map.of("password", Shop.PASSWORD);
    String end = "/api/me/sessions/" + other + "/end";
    Shop.clerk("north").body(proof).post(end).then().statusCode(404);
    for (String path : List.of(end, "/api/me/sessions/end-others")) {
      var wrong = as(here).body(Map.of("password", "wrong")).post(path).then().statusCode(422);
      wrong.body("code", equalTo("access.wrongPassword"));
    }
    as(there).get("/api/me").then().statusCode(200);
    as(here).body(proof).post(end).then().statusCode(204);
    as(there).get("/api/me").then().statusCode(401);
    String again = Api.signIn("roaming", Shop.PASSWORD);
    as(here)
        .body(proof)
        .post("/api/me/sessions/end-others")
        .then()
        .statusCode(200)
        .body("ended", equalTo(1));
    as(again).get("/api/me").then().statusCode(401);
    Api.admin()
        .get("/api/users/" + person + "/sessions")
        .then()
        .body("items", hasSize(1))
        .body("items[0].current", equalTo(false));
    Api.admin().delete("/api/users/" + person + "/sessions").then().body("ended", equalTo(1));
    as(here).get("/api/me").then().statusCode(401);
  }

  @Asvs("8.2.1")
  @Test
  void nobodyButAdministratorsDoesAnyOfIt() {
    String admin = "/api/users/" + userId("admin");
    Shop.clerk("north").get(admin + "/sessions").then().statusCode(403);
    Shop.clerk("north").delete(admin + "/sessions").then().statusCode(403);
    Shop.clerk("north").body(Map.of()).post(admin + "/password").then().statusCode(403);
    Shop.clerk("north").get("/api/users?all=true&unit=" + id("north")).then().statusCode(403);
    Shop.clerk("north")
        .header("If-Match", "\"1\"")
        .body(Map.of("archived", true))
        .put("/api/org-units/" + id("north") + "/archived")
        .then()
        .statusCode(403);
    anonymous().get("/api/me/sessions").then().statusCode(401);
    anonymous().body(Map.of()).put("/api/me/password").then().statusCode(401);
  }

  private static final List<String> CLERK = List.of("clerk");
  private static final String LEVEL = "access.orgUnitLevel";
  private static final String DUE = "access.passwordDue";

  private static String signIn(String username, String device) {
    String session =
        anonymous()
            .header("User-Agent", device)
            .body(Map.of("username", username, "password", Shop.PASSWORD))
            .post("/api/login")
            .then()
            .statusCode(204)
            .extract()
            .cookie("dougong_session");
    return session;
  }

  /** A fresh request of a session. */
  private static RequestSpecification as(String session) {
    return anonymous().cookie("dougong_session", session);
  }

  private static ValidatableResponse password(String session, String old, String chosen) {
    return as(session).body(Map.of("old", old, "password", chosen)).put("/api/me/password").then();
  }

  private static ValidatableResponse roles(
      RequestSpecification who, String user, List<String> roles) {
    return who.body(Map.of("roles", roles)).put("/api/users/" + user + "/roles").then();
  }

  private static ValidatableResponse make(String key, @Nullable String parent, String kind) {
    String parentJson = parent == null ? "null" : "\"" + parent + "\"";
    return Api.admin()
        .body(
            "{\"key\":\"%s\",\"parent\":%s,\"kind\":\"%s\",\"label\":{\"zh\":\"%s\"}}"
                .formatted(key, parentJson, kind, key))
        .post("/api/org-units")
        .then();
  }

  private static ValidatableResponse unit(String key, String parent, String kind) {
    return make(key, parent, kind).statusCode(201);
  }

  private static ValidatableResponse move(String key, String parent) {
    return Api.admin()
        .header("If-Match", "\"" + find(key, "version") + "\"")
        .body(Map.of("parent", parent))
        .patch("/api/org-units/" + id(key))
        .then();
  }

  private static ValidatableResponse archive(String key, boolean isArchived) {
    return Api.admin()
        .header("If-Match", "\"" + find(key, "version") + "\"")
        .body(Map.of("archived", isArchived))
        .put("/api/org-units/" + id(key) + "/archived")
        .then();
  }

  private static String id(String key) {
    return find(key, "id");
  }

  private static String find(String key, String property) {
    return Api.admin()
        .get("/api/org-units?all=true")
        .then()
        .extract()
        .path("items.find { it.key == '" + key + "' }." + property)
        .toString();
  }

  private static ValidatableResponse person(String username, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("username", username);
    body.put("password", Shop.PASSWORD);
    return Api.admin().body(body).post("/api/users").then().statusCode(201);
  }

  private static ValidatableResponse change(String user, Map<String, ?> body) {
    return Api.admin()
        .header("If-Match", "\"" + version(user) + "\"")
        .body(body)
        .patch("/api/users/" + user)
        .then();
  }

  private static int version(String user) {
    return Api.admin().get("/api/users/" + user).then().extract().path("version");
  }

  private static String userId(String username) {
    return Api.admin()
        .get("/api/users?q=" + username)
        .path("items.find { it.username == '" + username + "' }.id");
  }
}
