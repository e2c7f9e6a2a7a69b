package dev.dougong.web.live;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears from the database, by LISTEN on a connection of its own, that some node changed people,
 * rights or documents. A lost connection is made again; what was missed meanwhile counts as heard.
 */
@Singleton
public final class NodeNotices {

  private static final Logger LOG = Logger.getLogger(NodeNotices.class);
  private static final String CHANNEL = "dougong_nodes";
  private static final String JDBC = "jdbc:";
  private static final String SSL_MODE = "sslmode=";
  private static final long RETRY_MILLIS = 1_000;

  private final PgSubscriber subscriber;

  /** With the connection that records use. */
  @Inject
  public NodeNotices(
      Vertx vertx,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password", defaultValue = "") String password) {
    PgConnectOptions options =
        PgConnectOptions.fromUri(address(url)).setUser(user).setPassword(password);
    subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(tries -> RETRY_MILLIS);
  }

  /** The address without what only the JDBC driver understands. */
  static String address(String url) {
    String plain = url.startsWith(JDBC) ? url.substring(JDBC.length()) : url;
    int query = plain.indexOf('?');
    if (query < 0) {
      return plain;
    }
    @Nullable String mode = null;
    for (String part : plain.substring(query + 1).split("&", -1)) {
      if (part.toLowerCase(Locale.ROOT).startsWith(SSL_MODE)) {
        mode = part;
      }
    }
    return plain.substring(0, query) + (mode == null ? "" : "?" + mode);
  }

  /**
   * Begins to listen.
   *
   * @param heard called at every notice and whenever listening begins anew; must not block
   */
  public void listen(Runnable heard) {
    subscriber
        .channel(CHANNEL)
        .subscribeHandler(nothing -> heard.run())
        .handler(schema -> heard.run());
    subscriber
        .connect()
        .onFailure(
            failure -> LOG.warn("no notices of other nodes; they are asked every second", failure));
  }

  @PreDestroy
  void close() {
    var unused = subscriber.close();
  }
}
