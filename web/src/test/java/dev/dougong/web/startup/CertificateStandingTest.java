package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a browser would warn of is known before one does. */
class CertificateStandingTest {

  private static CertificateStanding seen(SelfMade site, SelfMade trusted) {
    return CertificateStanding.of(
        CertificateFiles.chain(site.certificate()), (X509TrustManager) SelfMade.makers(trusted)[0]);
  }

  @Asvs("12.2.2")
  @Test
  void onlyMakersThatEverybodyTrustsVouchForIt(@TempDir Path folder) {
    for (String kind : new String[] {"EC", "RSA"}) {
      SelfMade site = SelfMade.in(folder, "site" + kind, kind, kind.equals("EC") ? 256 : 2048);
      SelfMade other = SelfMade.in(folder, "other" + kind, kind, kind.equals("EC") ? 256 : 2048);
      assertThat(seen(site, site).isTrusted()).isTrue();
      assertThat(seen(site, other).isTrusted()).isFalse();
      assertThat(seen(site, site).hosts()).containsExactlyInAnyOrder("localhost", "127.0.0.1");
    }
  }

  @Asvs("12.2.2")
  @Test
  void itsEndIsToldThreeWeeksBefore() {
    Instant end = Instant.parse("2027-03-01T00:00:00Z");
    CertificateStanding site = new CertificateStanding(end, true, Set.of());
    assertThat(site.endsSoon(end.minus(Duration.ofDays(21)))).isFalse();
    assertThat(site.endsSoon(end.minus(Duration.ofDays(21)).plusSeconds(1))).isTrue();
    assertThat(site.endsSoon(end.plusSeconds(1))).isTrue();
  }

  @Asvs("12.2.2")
  @ParameterizedTest
  @CsvSource({
    "shop.example.com, true",
    "SHOP.example.com, true",
    "a.stores.example.com, true",
    "stores.example.com, false",
    "b.a.stores.example.com, false",
    "192.0.2.7, true",
    "192.0.2.8, false",
    "[2001:db8:0:0:0:0:0:1], true",
    "localhost, false"
  })
  void itStandsForItsHostsOnly(String host, boolean isFor) {
    CertificateStanding site =
        new CertificateStanding(
            Instant.MAX,
            true,
            Set.of(
                "shop.example.com", "*.stores.example.com", "192.0.2.7", "2001:db8:0:0:0:0:0:1"));
    assertThat(site.isFor(host)).isEqualTo(isFor);
  }
}
