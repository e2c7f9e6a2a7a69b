package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.testkit.Asvs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database elsewhere is reached by TLS. */
class DatabaseAddressTest {

  private static final String CHECKED =
      "sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost/dougong",
        "jdbc:postgresql://127.0.0.1:5432/dougong?connectTimeout=3",
        "jdbc:postgresql://[::1]:5432/dougong",
        "jdbc:postgresql:dougong",
        "jdbc:postgresql:///dougong",
        "jdbc:postgresql://db:5432/dougong?sslmode=disable",
        "jdbc:postgresql://db/dougong?sslmode=verify-full&sslrootcert=/etc/makers.crt"
      })
  void leavesAloneWhatIsHereOrSaysWhatItWants(String url) {
    assertThat(DatabaseAddress.of(url)).isEqualTo(url);
  }

  @Test
  void aCertificateOfOursIsShownToACheckedOneOnly(@TempDir Path folder) {
    for (String kind : new String[] {"EC", "RSA"}) {
      SelfMade own = SelfMade.in(folder, kind, kind, kind.equals("EC") ? 256 : 2048);
      String shown =
          "sslrootcert=%s&sslcert=%s&sslkey=%s"
              .formatted(own.certificate(), own.certificate(), own.key());
      assertThat(DatabaseAddress.of("postgresql://localhost/d?" + shown))
          .isEqualTo(
              "jdbc:postgresql://localhost/d?"
                  + shown
                  + "&sslmode=verify-full&pemKeyAlgorithm="
                  + kind);
      refused(shown.replace("&sslkey=", "&key="), "sslkey and sslrootcert", "也要有");
      refused(shown.replace("sslrootcert=", "root="), "sslkey and sslrootcert");
      refused(shown + "x", "sslkey=" + own.key() + "x cannot be read", "不能读取");
      refused(shown.replace("sslcert=" + own.certificate(), "sslcert=" + own.key()), "sslcert=");
    }
  }

  private static void refused(String parameters, String... words) {
    assertThatThrownBy(() -> DatabaseAddress.of("postgresql://db/d?" + parameters))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DOUGONG_DB_URL")
        .hasMessageContainingAll(words);
  }

  @Test
  @Asvs({"12.3.1", "12.3.2"})
  void goesElsewhereByTlsWithACheckedCertificate() {
    assertThat(DatabaseAddress.of("postgresql://db/dougong"))
        .isEqualTo("jdbc:postgresql://db/dougong?" + CHECKED);
    assertThat(
            DatabaseAddress.of("jdbc:postgresql://localhost,db.example:6432/d?tcpKeepAlive=true"))
        .endsWith("?tcpKeepAlive=true&" + CHECKED);
    assertThat(DatabaseAddress.of("jdbc:postgresql://localhost.example/d")).endsWith(CHECKED);
    assertThat(DatabaseAddress.of("jdbc:postgresql://db/d?sslrootcert=/makers.crt"))
        .endsWith("?sslrootcert=/makers.crt&sslmode=verify-full");
  }
}
