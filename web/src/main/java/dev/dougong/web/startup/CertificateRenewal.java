package dev.dougong.web.startup;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves renewed files of the certificate without a restart, as soon as both are there and belong
 * together; connections that are open go on. Who says hello in the very moment of the change may
 * have to say it again.
 */
@Singleton
public final class CertificateRenewal {

  private static final Logger LOG = Logger.getLogger(CertificateRenewal.class);

  private final Optional<String> certificate;
  private final Optional<String> key;
  private final Duration period;
  private final TlsConfigurationRegistry registry;
  private final Event<CertificateUpdatedEvent> updates;
  private final ServedCertificate now;
  private @Nullable ScheduledExecutorService executor;
  private String served = "";
  private String refused = "";

  /** Of the files that the settings name. */
  @Inject
  public CertificateRenewal(
      @ConfigProperty(name = HttpsSettings.CERTIFICATE_FILE) Optional<String> certificate,
      @ConfigProperty(name = HttpsSettings.KEY_FILE) Optional<String> key,
      @ConfigProperty(name = "dougong.https.renewal", defaultValue = "30s") Duration period,
      TlsConfigurationRegistry registry,
      Event<CertificateUpdatedEvent> updates,
      ServedCertificate now) {
    this.certificate = certificate;
    this.key = key;
    this.period = period;
    this.registry = registry;
    this.updates = updates;
    this.now = now;
  }

  void begin(@Observes StartupEvent event) {
    if (certificate.isEmpty() || key.isEmpty()) {
      return;
    }
    Path first = Path.of(certificate.get());
    Path second = Path.of(key.get());
    served = state(first, second);
    executor =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "certificate");
              thread.setDaemon(true);
              return thread;
            });
    var daily = executor.scheduleWithFixedDelay(now::say, 0, 1, TimeUnit.DAYS);
    var unused =
        executor.scheduleWithFixedDelay(
            () -> look(first, second), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(Path first, Path second) {
    String state = state(first, second);
    if (state.equals(served) || state.equals(refused)) {
      return;
    }
    try {
      CertificateFiles.check(first, second);
      TlsConfiguration tls = registry.get(HttpsSettings.NAME).orElseThrow();
      if (!tls.reload()) {
        throw new IllegalStateException("the files cannot be loaded");
      }
      updates.fire(new CertificateUpdatedEvent(HttpsSettings.NAME, tls));
      served = state;
      LOG.info("the renewed certificate is served");
      now.say();
    } catch (RuntimeException e) {
      refused = state;
      LOG.warnf("the certificate is not renewed, the old one stays: %s", e.getMessage());
    }
  }

  private static String state(Path... files) {
    StringBuilder state = new StringBuilder();
    for (Path file : files) {
      try {
        state.append(Files.getLastModifiedTime(file)).append(' ').append(Files.size(file));
      } catch (IOException e) {
        state.append("none");
      }
      state.append(';');
    }
    return state.toString();
  }

  void end(@Observes ShutdownEvent event) {
    if (executor != null) {
      executor.shutdownNow();
    }
  }
}
