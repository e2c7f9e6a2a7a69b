package dev.dougong.web.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import dev.dougong.web.Tables;
import dev.dougong.web.scan.FakeClamd.Way;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No file comes in that the scanner did not find clean, by whichever way. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@QuarkusTestResource(value = Scanned.class, restrictToAnnotatedClass = true)
class VirusScanIT {

  private static final byte[] INFECTED =
      FakeClamd.HARMLESS_SAMPLE.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLEAN = "name\n鲁班\n".getBytes(StandardCharsets.UTF_8);
  @Inject DataSource source;

  private String session = "";

  @BeforeEach
  void open() {
    Shop.open();
    session = Api.signIn("admin", DatabaseResource.ADMIN_PASSWORD);
    Scanned.scanner().be(Way.RIGHT);
  }

  @Asvs("5.4.3")
  @Test
  void malwareComesInByNoWayAndIsTold() throws Exception {
    Tables tables = new Tables(source);
    Map<String, Long> before = tables.counts();
    for (Entrance way : Entrance.ALL) {
      way.send(INFECTED, session, "en")
          .then()
          .statusCode(422)
          .body("code", equalTo("file.infected"));
    }
    Map<String, Long> after = tables.counts();
    for (String table : List.of("file", "file_content", "file_chunk", "data_import", "app")) {
      assertThat(after.get(table)).as(table).isEqualTo(before.get(table));
    }
    assertThat(text(Entrance.FILES.send(INFECTED, session, "zh")))
        .contains("恶意程序（Eicar-Test-Signature）");
    Api.admin()
        .get("/api/audit?kind=upload.refused")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(Entrance.ALL.size() + 1))
        .body(containsString("prices.csv"))
        .body(containsString("Eicar-Test-Signature"));
  }

  @Test
  void whatIsCleanComesIn() {
    String id =
        Entrance.FILES.send(CLEAN, session, "en").then().statusCode(201).extract().path("id");
    assertThat(Api.admin().get("/api/files/" + id).asByteArray()).isEqualTo(CLEAN);
    assertThat(state()).isEqualTo("ready");
  }

  @Asvs("5.4.3")
  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"RIGHT", "SMALL"},
      mode = EnumSource.Mode.EXCLUDE)
  void nothingComesInWhileTheScannerDoesNotAnswerRightly(Way wrong) {
    Scanned.scanner().be(wrong);
    Response answer = Entrance.FILES.send(CLEAN, session, "en");
    answer.then().statusCode(503).body("code", equalTo("file.notScanned"));
    assertThat(answer.header("Retry-After")).isNotBlank();
    assertThat(answer.<String>path("errors[0].remedy")).contains("Try again");
    assertThat(state()).isEqualTo("silent");
  }

  @Test
  void whatTheScannerDoesNotTakeDoesNotComeIn() {
    Scanned.scanner().be(Way.SMALL);
    Response answer = Entrance.FILES.send(new byte[FakeClamd.SMALL_LIMIT + 1], session, "zh");
    answer.then().statusCode(422).body("code", equalTo("file.tooBigToScan"));
    assertThat(text(answer)).contains("病毒扫描程序");
  }

  private static String text(Response answer) {
    return new String(answer.asByteArray(), StandardCharsets.UTF_8);
  }

  private static String state() {
    return Objects.requireNonNull(
        Api.admin().get("/api/operations").then().statusCode(200).extract().path("scanner"));
  }
}
