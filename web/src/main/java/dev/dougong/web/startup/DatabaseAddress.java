package dev.dougong.web.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a database, as the driver wants it. One elsewhere is reached by TLS with a checked
 * certificate, unless the address says something else.
 */
final class DatabaseAddress {

  private static final String JDBC = "jdbc:";
  private static final String MODE = "sslmode=";
  private static final String TRUST = "sslrootcert=";
  private static final String CHECKED = MODE + "verify-full";

  /** Certificates of the makers that Java trusts. */
  private static final String PUBLIC_MAKERS = "sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";

  private static final Pattern HOSTS = Pattern.compile("^jdbc:postgresql://([^/?]*)");
  private static final Pattern HERE =
      Pattern.compile("(?:localhost|127(?:\\.\\d+){3}|\\[::1\\])?(?::\\d+)?");

  private DatabaseAddress() {}

  /**
   * The whole address.
   *
   * @throws IllegalStateException with a text in both languages where it names half of a
   *     certificate
   */
  static String of(String given) {
    String url = given.startsWith(JDBC) ? given : JDBC + given;
    String lower = url.toLowerCase(Locale.ROOT);
    String certificate = DatabaseCertificate.more(url);
    boolean isByCertificate = lower.contains("sslcert=");
    List<String> more = new ArrayList<>();
    if (!lower.contains(MODE) && (isByCertificate || !isHere(url))) {
      more.add(CHECKED);
    }
    boolean isChecked = more.contains(CHECKED) || lower.contains(MODE + "verify-");
    if (isChecked && !lower.contains(TRUST) && !lower.contains("sslfactory=")) {
      more.add(PUBLIC_MAKERS);
    }
    if (!certificate.isEmpty()) {
      more.add(certificate);
    }
    if (more.isEmpty()) {
      return url;
    }
    return url + (url.indexOf('?') < 0 ? "?" : "&") + String.join("&", more);
  }

  private static boolean isHere(String url) {
    Matcher hosts = HOSTS.matcher(url);
    if (!hosts.find()) {
      return true;
    }
    for (String host : hosts.group(1).split(",", -1)) {
      if (!HERE.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
        return false;
      }
    }
    return true;
  }
}
