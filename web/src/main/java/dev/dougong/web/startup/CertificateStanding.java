package dev.dougong.web.startup;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How a browser that knows nothing of this installation sees its certificate.
 *
 * @param endsAt from when on it counts no more
 * @param isTrusted whether a maker that everybody trusts vouches for it
 * @param hosts names and numbers that it stands for; {@code *.} for one name in front
 */
public record CertificateStanding(Instant endsAt, boolean isTrusted, Set<String> hosts) {

  /** How long before its end it is told that it ends. */
  static final Duration SOON = Duration.ofDays(21);

  /** Of its names, those of hosts and those that are numbers. */
  private static final Set<Integer> KINDS = Set.of(2, 7);

  private static final String ANY = "*";

  /** Copies. */
  public CertificateStanding {
    hosts = Set.copyOf(hosts);
  }

  /**
   * Of a certificate with those of its makers.
   *
   * @param makers whom everybody trusts
   */
  static CertificateStanding of(List<X509Certificate> chain, X509TrustManager makers) {
    X509Certificate site = chain.get(0);
    return new CertificateStanding(
        site.getNotAfter().toInstant(), isTrusted(chain, makers), hosts(site));
  }

  private static boolean isTrusted(List<X509Certificate> chain, X509TrustManager makers) {
    try {
      // whichever suite is chosen, the key of the site signs
      makers.checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  private static Set<String> hosts(X509Certificate site) {
    try {
      @Nullable Collection<List<?>> names = site.getSubjectAlternativeNames();
      return names == null
          ? Set.of()
          : names.stream()
              .filter(name -> KINDS.contains(name.get(0)))
              .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet());
    } catch (CertificateParsingException e) {
      return Set.of();
    }
  }

  /** Whether it is time to renew it, or past it. */
  public boolean endsSoon(Instant now) {
    return now.plus(SOON).isAfter(endsAt);
  }

  /** Whether it stands for the host of an address. */
  public boolean isFor(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    int dot = name.indexOf('.');
    return hosts.contains(name) || (dot > 0 && hosts.contains(ANY + name.substring(dot)));
  }
}
