package dev.dougong.web.startup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The certificate that is served, looked at as a browser does; said where a browser would warn. */
@Singleton
public final class ServedCertificate {

  private static final Logger LOG = Logger.getLogger(ServedCertificate.class);

  private final Optional<String> file;
  private final InstantSource clock;

  /** Of the file that the settings name. */
  @Inject
  public ServedCertificate(
      @ConfigProperty(name = HttpsSettings.CERTIFICATE_FILE) Optional<String> file,
      InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * How it stands; null where no certificate is served here.
   *
   * @throws IllegalStateException with a text in both languages where its file cannot be read
   */
  public @Nullable CertificateStanding standing() {
    return file.isEmpty()
        ? null
        : CertificateStanding.of(CertificateFiles.chain(Path.of(file.get())), makersOfJava());
  }

  /** Says to the log what a browser would warn of. */
  void say() {
    try {
      @Nullable CertificateStanding standing = standing();
      if (standing == null) {
        return;
      }
      if (!standing.isTrusted()) {
        LOG.warnf(
            "the certificate of %s is of no maker that everybody trusts, or its chain is not whole:"
                + " browsers warn of it",
            HttpsSettings.CERTIFICATE);
      }
      if (standing.endsSoon(clock.instant())) {
        LOG.warnf(
            "the certificate of %s ends at %s; renew it",
            HttpsSettings.CERTIFICATE, standing.endsAt());
      }
    } catch (RuntimeException e) {
      LOG.warnf("the certificate cannot be looked at: %s", e.getMessage());
    }
  }

  private static X509TrustManager makersOfJava() {
    try {
      TrustManagerFactory makers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      makers.init((KeyStore) null);
      for (TrustManager one : makers.getTrustManagers()) {
        if (one instanceof X509TrustManager found) {
          return found;
        }
      }
      throw new IllegalStateException("Java knows no makers of certificates");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
