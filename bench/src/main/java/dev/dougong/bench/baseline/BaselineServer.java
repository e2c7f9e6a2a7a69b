package dev.dougong.bench.baseline;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

/**
 * The hand-written server that the product is compared with: plain Vert.x, a pool of connections,
 * one prepared statement a request, no rights, no history. Arguments: JDBC address, user, password,
 * port.
 */
public final class BaselineServer {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final HikariDataSource pool;
  private final Customers customers = new Customers();
  private final Sales sales = new Sales();
  private final Leads leads = new Leads();
  private final Reports reports = new Reports();

  private BaselineServer(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Work with a connection that gives the body of the answer. */
  private interface Work {
    byte[] run(Connection connection, RoutingContext context) throws SQLException, IOException;
  }

  /** Starts the server and prints when it listens. */
  public static void main(String[] args) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(args[0]);
    config.setUsername(args[1]);
    config.setPassword(args[2]);
    config.setMaximumPoolSize(16);
    HikariDataSource pool = new HikariDataSource(config);
    try (Connection connection = pool.getConnection()) {
      BaselineSchema.create(connection);
    }
    Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(16));
    new BaselineServer(pool).start(vertx, Integer.parseInt(args[3]));
  }

  private void start(Vertx vertx, int port) {
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false).setBodyLimit(64L << 20));
    serve(router.post("/customers"), this::create);
    serve(router.get("/customers"), this::list);
    serve(router.get("/customers/:id"), (c, x) -> customers.read(c, id(x)));
    serve(router.patch("/customers/:id"), this::patch);
    serve(router.get("/search"), (c, x) -> customers.search(c, parameter(x, "q"), 50));
    serve(router.get("/sales/by-store"), (c, x) -> sales.byStore(c));
    serve(router.get("/reports/:question"), (c, x) -> reports.answer(c, x.pathParam("question")));
    serve(router.get("/cockpit"), (c, x) -> reports.cockpit(c));
    serve(router.post("/stores"), this::store);
    serve(router.post("/customers/batch"), (c, x) -> whole(c, () -> customers.load(c, body(x))));
    serve(router.post("/sales/batch"), (c, x) -> whole(c, () -> sales.load(c, body(x))));
    serve(router.post("/leads/batch"), (c, x) -> whole(c, () -> leads.load(c, body(x))));
    vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(port, "127.0.0.1")
        .onSuccess(server -> System.out.println("baseline listens on " + server.actualPort()))
        .onFailure(
            problem -> {
              System.err.println(problem);
              System.exit(1);
            });
  }

  private void serve(io.vertx.ext.web.Route route, Work work) {
    route.blockingHandler(
        context -> {
          try (Connection connection = pool.getConnection()) {
            byte[] answer = work.run(connection, context);
            context
                .response()
                .setStatusCode(answer.length == 0 ? 404 : 200)
                .putHeader("content-type", "application/json")
                .end(Buffer.buffer(answer));
          } catch (IllegalArgumentException | IOException e) {
            context.response().setStatusCode(422).end(String.valueOf(e.getMessage()));
          } catch (SQLException e) {
            boolean isDuplicate = "23505".equals(e.getSQLState());
            context.response().setStatusCode(isDuplicate ? 409 : 500).end(e.getMessage());
          }
        },
        false);
  }

  private byte[] create(Connection connection, RoutingContext context)
      throws SQLException, IOException {
    JsonNode values = MAPPER.readTree(context.body().buffer().getBytes());
    if (!values.path("name").isTextual() || !values.path("phone").isTextual()) {
      throw new IllegalArgumentException("name and phone are required");
    }
    connection.setAutoCommit(false);
    try {
      byte[] answer = customers.create(connection, values);
      connection.commit();
      return answer;
    } catch (SQLException | IOException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private byte[] patch(Connection connection, RoutingContext context)
      throws SQLException, IOException {
    String version = Objects.requireNonNull(context.request().getHeader("If-Match"));
    JsonNode values = MAPPER.readTree(context.body().buffer().getBytes());
    connection.setAutoCommit(false);
    try {
      byte[] answer =
          customers.patch(
              connection, id(context), Long.parseLong(version.replace("\"", "")), values);
      connection.commit();
      if (answer == null) {
        throw new IllegalArgumentException("stale version");
      }
      return answer;
    } catch (SQLException | IOException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private byte[] list(Connection connection, RoutingContext context)
      throws SQLException, IOException {
    String after = context.request().getParam("after");
    return customers.list(
        connection,
        parameter(context, "city"),
        parameter(context, "source"),
        after == null ? null : after.substring(0, after.indexOf('_')),
        after == null ? null : after.substring(after.indexOf('_') + 1),
        50);
  }

  private byte[] store(Connection connection, RoutingContext context)
      throws SQLException, IOException {
    JsonNode values = MAPPER.readTree(context.body().buffer().getBytes());
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into baseline.store values (?::uuid, ?) on conflict do nothing")) {
      statement.setString(1, values.path("id").asText());
      statement.setString(2, values.path("name").asText());
      statement.execute();
    }
    return new byte[] {'{', '}'};
  }

  /** Work whose rows are committed together. */
  private interface Load {
    int run() throws SQLException, IOException;
  }

  private static byte[] whole(Connection connection, Load load) throws SQLException, IOException {
    connection.setAutoCommit(false);
    try {
      int rows = load.run();
      connection.commit();
      return ("{\"rows\":" + rows + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    } catch (SQLException | IOException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static JsonNode body(RoutingContext context) throws IOException {
    return MAPPER.readTree(context.body().buffer().getBytes()).path("operations");
  }

  private static UUID id(RoutingContext context) {
    return UUID.fromString(context.pathParam("id"));
  }

  private static String parameter(RoutingContext context, String name) {
    return Objects.requireNonNull(context.request().getParam(name), name);
  }
}
