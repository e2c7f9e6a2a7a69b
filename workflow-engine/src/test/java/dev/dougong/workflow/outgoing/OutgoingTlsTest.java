package dev.dougong.workflow.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.dougong.engine.testkit.Asvs;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever answers by TLS has to show a certificate that somebody trusted has signed. */
class OutgoingTlsTest {

  private static final String WORD = "changeit";

  /** A server whose certificate nobody has signed but itself. */
  private static HttpsServer server(Path folder, AtomicInteger asked) throws Exception {
    Path file = folder.resolve("keys.p12");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(
        List.of("-genkeypair", "-keyalg", "EC", "-validity", "2", "-alias", "a", "-storetype"));
    command.addAll(List.of("PKCS12", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1"));
    command.addAll(List.of("-storepass", WORD, "-keystore", file.toString()));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(file).exists();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, WORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, WORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  @Asvs("12.3.2")
  void nothingIsSentWhereNobodyTrustsTheCertificate(@TempDir Path folder) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpsServer server = server(folder, asked);
    String place = "127.0.0.1:" + server.getAddress().getPort();
    OutgoingHosts hosts = new OutgoingHosts(List.of(place), InetAddress::getAllByName);
    try (OutgoingHttp http = new OutgoingHttp(hosts, Duration.ofSeconds(5))) {
      OutgoingException fault =
          catchThrowableOfType(
              OutgoingException.class,
              () ->
                  http.send(
                      OutgoingCall.post(
                          OutgoingAddress.parse("https://" + place + "/"), "text/plain", "x")));
      assertThat(fault).isNotNull();
      assertThat(fault.problem().code()).startsWith("outgoing.");
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
    }
  }
}
