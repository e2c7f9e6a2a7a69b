package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who looks hears of changes, and of nothing that they may not see. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class LiveIT {

  private static final String OF_CUSTOMERS = "data:{\"entities\":[\"customer\"]}";
  private static final String END = "end";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeEach
  void open() {
    Shop.open();
  }

  /** Lines of events that somebody hears; {@code end} when there is nothing more to hear. */
  private static BlockingQueue<String> listen(String session, String entities) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:" + RestAssured.port + "/api/live?entities=" + entities))
            .header("Cookie", "dougong_session=" + session)
            .build();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    HttpResponse<Stream<String>> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofLines());
    assertThat(answer.statusCode()).isEqualTo(200);
    Thread reader =
        new Thread(
            () -> {
              try (var lines = answer.body()) {
                lines.filter(line -> line.startsWith("data:{\"entities\"")).forEach(heard::add);
              } finally {
                heard.add(END);
              }
            });
    reader.setDaemon(true);
    reader.start();
    return heard;
  }

  private static String next(BlockingQueue<String> heard) throws InterruptedException {
    String line = heard.poll(10, TimeUnit.SECONDS);
    return line == null ? "nothing" : line.replace(" ", "");
  }

  private static Response customer(String clerk, String phone) {
    Response answer =
        Shop.clerk(clerk).body(Map.of("name", "live", "phone", phone)).post("/api/data/customer");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    return answer;
  }

  private static void patch(String id, int version, String values) {
    Api.admin()
        .header("If-Match", "\"" + version + "\"")
        .body(values)
        .patch("/api/data/customer/" + id)
        .then()
        .statusCode(200);
  }

  @Test
  void changesAreHeardByThoseWhoMaySeeThem() throws Exception {
    BlockingQueue<String> north = listen(Api.signIn("north", Shop.PASSWORD), "customer,nothing");
    BlockingQueue<String> south = listen(Api.signIn("south", Shop.PASSWORD), "customer");
    BlockingQueue<String> admin =
        listen(Api.signIn("admin", DatabaseResource.ADMIN_PASSWORD), "customer");
    awaitFirst(admin, "north", "17900000001");
    awaitQuiet(north, admin);

    String id = customer("north", "17900000002").path("id");
    assertThat(next(north)).isEqualTo(OF_CUSTOMERS);
    assertThat(next(admin)).isEqualTo(OF_CUSTOMERS);
    assertThat(south).isEmpty();

    patch(id, 1, "{\"secret\":\"for the owner only\"}");
    assertThat(next(admin)).isEqualTo(OF_CUSTOMERS);
    assertThat(north).as("of a field that is hidden from them").isEmpty();
    patch(id, 2, "{\"visits\":3}");
    assertThat(next(north)).isEqualTo(OF_CUSTOMERS);

    customer("south", "17900000003");
    assertThat(next(south)).isEqualTo(OF_CUSTOMERS);
    assertThat(north).isEmpty();
  }

  /** A new listener hears what is committed after its node has begun to read. */
  private static void awaitFirst(BlockingQueue<String> heard, String clerk, String phone)
      throws InterruptedException {
    for (int i = 0; i < 40 && heard.isEmpty(); i++) {
      customer(clerk, phone + i);
      TimeUnit.MILLISECONDS.sleep(250);
    }
    assertThat(heard).isNotEmpty();
  }

  private static void awaitQuiet(BlockingQueue<?>... all) throws InterruptedException {
    TimeUnit.SECONDS.sleep(1);
    for (BlockingQueue<?> heard : all) {
      heard.clear();
    }
  }

  @Asvs("7.4.1")
  @Test
  void nothingIsHeardAfterSigningOut() throws Exception {
    String session = Api.signIn("north", Shop.PASSWORD);
    BlockingQueue<String> heard = listen(session, "customer");
    awaitFirst(heard, "north", "17800000001");
    awaitQuiet(heard);
    Api.anonymous().cookie("dougong_session", session).post("/api/logout").then().statusCode(204);

    customer("north", "17800000002");
    assertThat(next(heard)).isEqualTo(END);
  }

  @Test
  void whatToListenToIsSaid() {
    Shop.clerk("north").get("/api/live").then().statusCode(422);
    String many = IntStream.range(0, 51).mapToObj(i -> "e" + i).collect(Collectors.joining(","));
    Shop.clerk("north").get("/api/live?entities=" + many).then().statusCode(422);
    Api.anonymous().get("/api/live?entities=customer").then().statusCode(401);
  }
}
