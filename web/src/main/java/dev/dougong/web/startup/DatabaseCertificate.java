package dev.dougong.web.startup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The certificate by which the product signs in to a database, where its address names one. */
final class DatabaseCertificate {

  private static final String HALF =
      "DOUGONG_DB_URL:有 sslcert 时也要有 sslkey 和 sslrootcert / DOUGONG_DB_URL: with sslcert belong"
          + " sslkey and sslrootcert";
  private static final String UNREADABLE =
      "DOUGONG_DB_URL:%s=%s 不能读取 / DOUGONG_DB_URL: %s=%s cannot be read";
  private static final List<String> FILES = List.of("sslcert", "sslkey", "sslrootcert");
  private static final Pattern ALGORITHM =
      Pattern.compile("[?&]pemKeyAlgorithm=", Pattern.CASE_INSENSITIVE);

  private DatabaseCertificate() {}

  /**
   * What has to stand in the address besides; empty where it names no certificate or says it all.
   *
   * @throws IllegalStateException with a text in both languages where half of it is there, or a
   *     file is not
   */
  static String more(String url) {
    String certificate = value(url, "sslcert");
    if (certificate.isEmpty()) {
      return "";
    }
    for (String name : FILES) {
      String file = value(url, name);
      if (file.isEmpty()) {
        throw new IllegalStateException(HALF);
      }
      if (!Files.isReadable(Path.of(file))) {
        throw unreadable(name, file);
      }
    }
    // the driver takes keys for RSA unless it is told
    return ALGORITHM.matcher(url).find() ? "" : "pemKeyAlgorithm=" + algorithm(certificate);
  }

  private static String algorithm(String file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(in)
          .getPublicKey()
          .getAlgorithm();
    } catch (IOException | CertificateException e) {
      throw unreadable("sslcert", file);
    }
  }

  private static IllegalStateException unreadable(String name, String file) {
    return new IllegalStateException(UNREADABLE.formatted(name, file, name, file));
  }

  private static String value(String url, String name) {
    Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
    return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : "";
  }
}
