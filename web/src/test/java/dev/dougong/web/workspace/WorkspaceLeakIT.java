package dev.dougong.web.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.web.DatabaseResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Two workspaces with the same keys and other data: whatever is in one, every reading endpoint of
 * the other answers the same, byte for byte, and ids of one are not found in the other.
 */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class WorkspaceLeakIT {

  private static final Path LIST =
      Path.of("src/test/resources/golden/EndpointPolicyTest.policies.txt");

  /** What never ends. */
  private static final Set<String> OF_THE_NODE = Set.of("/api/live");

  /** What tells when somebody asked last, or is written down of each answer. */
  private static final Pattern OF_ITSELF = Pattern.compile("/sessions|^/api/audit");

  /** Of what else is another answer each time: ledgers, archives with the time in them. */
  private static final int MOST_RESTLESS = 20;

  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户","en":"Customer"},"title":"name","naturalKey":["phone"],
       "fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"},"required":true,"search":true},
        {"key":"phone","type":"text","label":{"zh":"电话"},"unique":true,"search":true},
        {"key":"number","type":"autoNumber","label":{"zh":"编号"},"format":"C{0000}"},
        {"key":"photo","type":"image","label":{"zh":"照片"}}]}
      """;

  private static List<String> readings(String entity, String id) throws IOException {
    try (Stream<String> lines = Files.lines(LIST)) {
      return lines
          .filter(line -> line.contains(" GET "))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .filter(path -> !OF_THE_NODE.contains(path))
          .map(
              path ->
                  path.replace("{entity}", entity)
                      .replace("{kind}", "entity")
                      .replaceAll("\\{(id|user|record|comment|entry|merge)}", id)
                      .replaceAll("\\{version}", "1")
                      .replaceAll("\\{[a-z]+}", entity))
          .toList();
    }
  }

  private static Map<String, String> answers(Tenant of, List<String> paths) {
    Map<String, String> answers = new TreeMap<>();
    for (String path : paths) {
      Response answer = of.admin().get(path);
      answers.put(
          path, answer.statusCode() + " " + answer.contentType() + "\n" + answer.asString());
    }
    return answers;
  }

  /** What is another answer each time, by itself. */
  private static Set<String> restless(Map<String, String> first, Map<String, String> second) {
    Set<String> found = new TreeSet<>();
    first.forEach(
        (path, answer) -> {
          if (OF_ITSELF.matcher(path).find() || !answer.equals(second.get(path))) {
            found.add(path);
          }
        });
    return found;
  }

  private static void fill(Tenant tenant, String mark, int customers) {
    for (int i = 0; i < customers; i++) {
      String id = tenant.create("customer", Map.of("name", mark + i, "phone", "1380000000" + i));
      tenant
          .admin()
          .body(Map.of("text", mark + " said something"))
          .post("/api/data/customer/" + id + "/comments");
    }
    tenant
        .admin()
        .body(
            Map.of("username", mark, "name", mark, "password", Tenant.PASSWORD, "roles", List.of()))
        .post("/api/users")
        .then()
        .statusCode(201);
  }

  @Test
  void answersTheSameWhateverIsInTheOther() throws IOException {
    Tenant here = Tenant.make("leakhere");
    Tenant there = Tenant.make("leakthere");
    for (Tenant one : List.of(here, there)) {
      one.publish("entity", "customer", CUSTOMER);
    }
    fill(here, here.key(), 2);
    String id = here.admin().get("/api/data/customer?limit=1").path("items[0].id");
    List<String> paths = new ArrayList<>(readings("customer", id));
    paths.add("/api/data/customer?q=1380000000&count=exact");
    paths.add("/api/users?all=true");

    // what is kept of the first answers is there from now on
    answers(here, paths);
    Set<String> restless = restless(answers(here, paths), answers(here, paths));
    assertThat(restless).as("other at each answer").hasSizeLessThan(MOST_RESTLESS);
    Map<String, String> before = answers(here, paths);
    assertThat(before.values().stream().filter(one -> one.startsWith("200")))
        .hasSizeGreaterThan(45);

    fill(there, there.key(), 5);
    there.publish("entity", "customer", CUSTOMER.replace("姓名", "改名"));
    there.publish(
        "entity",
        "secretThing",
        """
        {"key":"secretThing","label":{"zh":"秘密"},"title":"name","fields":[
         {"key":"name","type":"text","label":{"zh":"名"}}]}
        """);
    String secret = there.create("secretThing", Map.of("name", "nobody knows"));
    answers(there, paths);

    Map<String, String> after = answers(here, paths);
    assertThat(after.values())
        .noneMatch(one -> one.contains(there.key()) || one.contains("nobody knows"));
    before.keySet().removeAll(restless);
    after.keySet().removeAll(restless);
    assertThat(after).isEqualTo(before);

    String foreign = there.admin().get("/api/data/customer?limit=1").path("items[0].id");
    for (String path : readings("customer", foreign)) {
      if (path.contains(foreign)) {
        Response answer = here.admin().get(path);
        assertThat(answer.asString()).as(path).doesNotContain(there.key());
      }
    }
    here.admin().get("/api/data/customer/" + foreign).then().statusCode(404);
    here.admin().get("/api/data/secretThing/" + secret).then().statusCode(404);
    there.admin().get("/api/data/customer/" + foreign).then().statusCode(200);
  }
}
