package dev.dougong.web.live;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
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
  private static final String MAKERS = "sslrootcert=";
  private static final String CERTIFICATE = "sslcert=";
  private static final String KEY = "sslkey=";
  private static final long RETRY_MILLIS = 1_000;

  private final PgSubscriber subscriber;

  /** With the connection that records use. */
  @Inject
  public NodeNotices(
      Vertx vertx,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
    PgConnectOptions options =
        PgConnectOptions.fromUri(address(url)).setUser(user).setPassword(password.orElse(""));
    trust(options, parameter(url, MAKERS));
    show(options, parameter(url, CERTIFICATE), parameter(url, KEY));
    subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(tries -> RETRY_MILLIS);
  }

  /** The address without what only the JDBC driver understands. */
  static String address(String url) {
    String plain = url.startsWith(JDBC) ? url.substring(JDBC.length()) : url;
    int query = plain.indexOf('?');
    @Nullable String mode = parameter(plain, SSL_MODE);
    return query < 0
        ? plain
        : plain.substring(0, query) + (mode == null ? "" : "?" + SSL_MODE + mode);
  }

  private static @Nullable String parameter(String url, String name) {
    @Nullable String value = null;
    for (String part : url.substring(url.indexOf('?') + 1).split("&", -1)) {
      if (part.toLowerCase(Locale.ROOT).startsWith(name)) {
        value = URLDecoder.decode(part.substring(name.length()), StandardCharsets.UTF_8);
      }
    }
    return value;
  }

  /** Those that Java trusts. */
  private static TrustManager publicMakers() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same certificates as the driver of the records takes. */
  private static void trust(PgConnectOptions options, @Nullable String makers) {
    if (makers != null) {
      options.setPemTrustOptions(new PemTrustOptions().addCertPath(makers));
    } else if (options.getSslMode() == SslMode.VERIFY_FULL
        || options.getSslMode() == SslMode.VERIFY_CA) {
      options.setTrustOptions(TrustOptions.wrap(publicMakers()));
    }
    switch (options.getSslMode()) {
      case VERIFY_FULL -> options.setHostnameVerificationAlgorithm("HTTPS");
      case VERIFY_CA -> {}
      // encrypted, and nobody is asked who it is, as the address says
      case DISABLE, ALLOW, PREFER, REQUIRE -> options.setTrustAll(true);
    }
  }

  /** The certificate of ours, where the address names one. */
  private static void show(
      PgConnectOptions options, @Nullable String certificate, @Nullable String key) {
    if (certificate != null && key != null) {
      options.setPemKeyCertOptions(
          new PemKeyCertOptions().addCertPath(certificate).addKeyPath(key));
    }
  }

  /**
   * Begins to listen.
   *
   * @param heard called at every notice with the schema in which something changed, and whenever
   *     listening begins anew with an empty text; must not block
   */
  public void listen(Consumer<String> heard) {
    subscriber
        .channel(CHANNEL)
        .subscribeHandler(nothing -> heard.accept(""))
        .handler(heard::accept);
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
