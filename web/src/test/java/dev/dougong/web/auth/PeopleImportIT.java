package dev.dougong.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class PeopleImportIT {

  @BeforeEach
  void open() {
    Shop.open();
  }

  @Test
  void newPeopleComeInAndSignInByTheirStartPasswords() {
    String file =
        """
        用户名,姓名,所属组织,角色,界面语言,工号
        Many.One,一号,north,店员,中文,7
        many.two,Two,north,"clerk、admin",english,8
        """;
    check(file)
        .statusCode(200)
        .body("counts.new", equalTo(2), "counts.wrong", equalTo(0))
        .body("ignored", contains("工号"));
    assertThat(found("many.one")).isEmpty();
    JsonPath done = run(file).statusCode(200).extract().jsonPath();
    assertThat(done.getInt("new")).isEqualTo(2);
    assertThat(done.getList("people.username")).containsExactly("many.one", "many.two");
    String start = done.getString("people[0].startPassword");
    Api.as("many.one", start).get("/api/data/customer").then().statusCode(403);
    assertThat(found("many.two").get(0))
        .containsEntry("language", "en")
        .containsEntry("roles", List.of("admin", "clerk"));
    byte[] workbook = Base64.getDecoder().decode(done.getString("file"));
    // The file that hands the passwords out is itself one that the import reads.
    sent(Api.admin(), "check", "start.xlsx", workbook)
        .body("counts.same", equalTo(2), "ignored", contains("Start password"));
  }

  @Test
  void repeatedFileChangesOnlyWhatDiffers() {
    String first = "User name,Name,Unit,Roles\nagain.one,One,north,clerk\nagain.two,Two,,\n";
    run(first).statusCode(200).body("new", equalTo(2));
    run(first)
        .statusCode(200)
        .body("new", equalTo(0), "same", equalTo(2), "people", equalTo(List.of()))
        .body("file", equalTo(null));
    Map<String, Object> before = found("again.one").get(0);
    run("username,name,roles\nagain.one,First,\nagain.two,Two,Clerk\n")
        .statusCode(200)
        .body("changed", equalTo(2));
    Map<String, Object> after = found("again.one").get(0);
    assertThat(after).containsEntry("name", "First").containsEntry("roles", before.get("roles"));
    assertThat(after.get("orgUnit")).isEqualTo(before.get("orgUnit"));
    assertThat(found("again.two").get(0)).containsEntry("roles", List.of("clerk"));
  }

  @Test
  void oneWrongRowKeepsAllOut() {
    String file =
        """
        username,name,unit,roles,language
        right.one,Right,north,clerk,en
        wrong one,Wrong,north,clerk,en
        right.two,,nort,clark,fr
        RIGHT.ONE,Twice,north,clerk,en
        """;
    JsonPath told = check(file).statusCode(200).extract().jsonPath();
    assertThat(told.getList("items.outcome")).containsExactly("new", "wrong", "wrong", "wrong");
    assertThat(told.getList("items[2].problems", String.class).toString())
        .contains("nort", "north", "clark", "clerk", "fr");
    run(file)
        .statusCode(422)
        .body(
            "errors.pointer",
            contains(
                "/rows/3/username",
                "/rows/4/orgUnit",
                "/rows/4/roles",
                "/rows/4/name",
                "/rows/4/language",
                "/rows/5/username"));
    assertThat(found("right.one")).isEmpty();
  }

  @Test
  void lastAdministratorStaysWhateverTheFileSays() {
    String file = "username,name,roles\nnew.beside,Beside,clerk\nadmin,Root,clerk\n";
    run(file).statusCode(422).body("code", equalTo("access.lastAdmin"));
    assertThat(found("new.beside")).isEmpty();
  }

  @Test
  void fileWithoutPeopleIsRefused() {
    check("Name\nSomebody\n").statusCode(422).body("code", equalTo("peopleImport.noUsernames"));
    check("username,用户名\na,b\n")
        .statusCode(422)
        .body("code", equalTo("peopleImport.repeatedColumn"));
    check("username\n").statusCode(422).body("code", equalTo("import.noRows"));
    StringBuilder many = new StringBuilder("username,name\n");
    for (int i = 0; i <= 500; i++) {
      many.append("crowd").append(i).append(",Crowd\n");
    }
    check(many.toString())
        .statusCode(422)
        .body("code", equalTo("peopleImport.tooMany"), "title", containsString("500"));
  }

  @Test
  void templateHasTheHeadingsAndOnlyAdministratorsImport() {
    byte[] template =
        Api.admin()
            .get("/api/users/import/template")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    sent(Api.admin(), "check", "people.xlsx", template)
        .statusCode(422)
        .body("code", equalTo("import.noRows"));
    byte[] one = "username,name\nmine,Mine\n".getBytes(StandardCharsets.UTF_8);
    sent(Shop.clerk("north"), "run", "people.csv", one).statusCode(403);
    Shop.clerk("north").get("/api/users/import/template").then().statusCode(403);
  }

  private static ValidatableResponse check(String csv) {
    return sent(Api.admin(), "check", "people.csv", csv.getBytes(StandardCharsets.UTF_8));
  }

  private static ValidatableResponse run(String csv) {
    return sent(Api.admin(), "run", "people.csv", csv.getBytes(StandardCharsets.UTF_8));
  }

  private static ValidatableResponse sent(
      RequestSpecification by, String deed, String name, byte[] content) {
    return by.contentType(ContentType.MULTIPART)
        .multiPart("file", name, content, "application/octet-stream")
        .post("/api/users/import/" + deed)
        .then();
  }

  private static List<Map<String, Object>> found(String username) {
    return Api.admin().get("/api/users?all=true&q=" + username).jsonPath().getList("items");
  }
}
