package dev.dougong.web.config;

import dev.dougong.engine.seal.KeyRing;
import dev.dougong.workflow.outgoing.OutgoingHosts;
import dev.dougong.workflow.outgoing.OutgoingHttp;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What calls to the outside are made with: allowed hosts, the client, the keys of secrets. */
@Dependent
public final class OutgoingBeans {

  private static final Duration DEADLINE = Duration.ofSeconds(15);

  @Produces
  @Singleton
  KeyRing keys(
      @ConfigProperty(name = "dougong.secret.keys") Optional<String> keys,
      @ConfigProperty(name = "dougong.home") String home) {
    return SecretKeys.of(keys.orElse(""), Path.of(home));
  }

  @Produces
  @Singleton
  OutgoingHosts hosts(
      @ConfigProperty(name = "dougong.outgoing.hosts") Optional<List<String>> listed,
      Sandbox sandbox) {
    return new OutgoingHosts(
        listed.orElse(List.of()), InetAddress::getAllByName, sandbox::isMarked);
  }

  @Produces
  @Singleton
  OutgoingHttp http(OutgoingHosts hosts) {
    return new OutgoingHttp(hosts, DEADLINE);
  }

  void close(@Disposes OutgoingHttp http) {
    http.close();
  }
}
