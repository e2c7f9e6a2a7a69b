package dev.dougong.web.startup;

import dev.dougong.web.startup.internal.StartTurn;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets the next node start, and says where the application is, when all else is done. */
@Singleton
public final class Ready {

  private final String address;

  /** With the ports. */
  @Inject
  public Ready(
      @ConfigProperty(name = "quarkus.http.port") int port,
      @ConfigProperty(name = "quarkus.http.ssl-port", defaultValue = "8443") int tlsPort,
      @ConfigProperty(name = "quarkus.http.tls-configuration-name") Optional<String> tls) {
    this.address = tls.isPresent() ? "https://localhost:" + tlsPort : "http://localhost:" + port;
  }

  void begin(@Observes @Priority(100_000) StartupEvent event) {
    StartTurn.end();
    Console.say("就绪 / ready: " + address);
  }
}
