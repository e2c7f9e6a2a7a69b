package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.testkit.Asvs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about HTTPS is whole and right, or nothing begins. */
class HttpsSettingsTest {

  private Path folder = Path.of("");

  @BeforeEach
  void open(@TempDir Path made) {
    folder = made;
  }

  private static Map<String, String> of(Map<String, String> environment) {
    return HttpsSettings.of(name -> environment.getOrDefault(name, ""));
  }

  private static Map<String, String> of(Path certificate, Path key) {
    return of(
        Map.of(
            HttpsSettings.CERTIFICATE, certificate.toString(), HttpsSettings.KEY, key.toString()));
  }

  private void refused(Path certificate, Path key, String... words) {
    assertThatThrownBy(() -> of(certificate, key))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void changesNothingWhereNothingIsSaid() {
    assertThat(of(Map.of())).isEmpty();
  }

  @Test
  void servesKeysOfEachKind() throws IOException {
    for (String kind : new String[] {"EC", "RSA"}) {
      SelfMade site = SelfMade.in(folder, kind, kind, kind.equals("EC") ? 256 : 2048);
      Map<String, String> settings = of(site.certificate(), site.key());
      assertThat(settings)
          .containsEntry("dougong.https.port", "8443")
          .containsEntry("quarkus.http.ssl-port", "8443");
      // as other programs write it: the key alone, without saying of which kind it is inside
      assertThat(of(site.certificate(), inside(site.key(), kind))).isEqualTo(named(settings, kind));
    }
  }

  private Map<String, String> named(Map<String, String> settings, String kind) {
    Map<String, String> other = new java.util.HashMap<>(settings);
    other.put(
        "quarkus.tls.web.key-store.pem.site.key", folder.resolve(kind + "-old.key").toString());
    return other;
  }

  private Path inside(Path key, String kind) throws IOException {
    byte[] bytes =
        java.util.Base64.getMimeDecoder()
            .decode(Files.readString(key).replaceAll("-----[A-Z ]+-----", ""));
    byte[] content =
        PrivateKeyInfo.getInstance(bytes).parsePrivateKey().toASN1Primitive().getEncoded();
    if (kind.equals("EC")) {
      content = withCurve(bytes);
    }
    return Files.writeString(
        folder.resolve(kind + "-old.key"),
        "-----BEGIN %s PRIVATE KEY-----\n%s\n-----END %s PRIVATE KEY-----\n"
            .formatted(kind, java.util.Base64.getMimeEncoder().encodeToString(content), kind));
  }

  private static byte[] withCurve(byte[] bytes) throws IOException {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(bytes);
    var key = org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(info.parsePrivateKey());
    return new org.bouncycastle.asn1.sec.ECPrivateKey(
            256, key.getKey(), info.getPrivateKeyAlgorithm().getParameters())
        .getEncoded();
  }

  @Test
  void saysWhichFileIsWrongAndWhy() throws IOException {
    SelfMade site = SelfMade.in(folder, "site", "EC", 256);
    SelfMade other = SelfMade.in(folder, "other", "EC", 256);
    Path none = folder.resolve("none");
    refused(none, site.key(), HttpsSettings.CERTIFICATE, "no such file", "没有这个文件");
    refused(site.certificate(), none, HttpsSettings.KEY, "no such file");
    refused(site.key(), site.key(), HttpsSettings.CERTIFICATE, "no PEM certificate");
    refused(site.certificate(), site.certificate(), HttpsSettings.KEY, "no PEM key");
    refused(site.certificate(), other.key(), HttpsSettings.KEY, "does not belong", "不匹配");
    Path broken = Files.writeString(none, Files.readString(site.key()).replaceFirst("M", ""));
    refused(site.certificate(), broken, HttpsSettings.KEY, "cannot be read");
    String sealed = Files.readString(site.key()).replace(" PRIVATE", " ENCRYPTED PRIVATE");
    refused(
        site.certificate(), Files.writeString(none, sealed), HttpsSettings.KEY, "passphrase", "口令");
    assertThatThrownBy(() -> of(Map.of(HttpsSettings.CERTIFICATE, "a")))
        .hasMessageContaining(HttpsSettings.KEY)
        .hasMessageContaining("必须同时设置");
    assertThatThrownBy(
            () ->
                of(
                    Map.of(
                        HttpsSettings.CERTIFICATE, site.certificate().toString(),
                        HttpsSettings.KEY, site.key().toString(),
                        HttpsSettings.PORT, "https")))
        .hasMessageContaining("\"https\"");
  }

  @Test
  @Asvs("11.2.3")
  void refusesAShortKey() {
    SelfMade weak = SelfMade.in(folder, "weak", "RSA", 1024);
    refused(weak.certificate(), weak.key(), HttpsSettings.KEY, "2048");
  }

  @Test
  void believesProxiesOnlyWhereTheyAreNamed() {
    assertThat(of(Map.of(HttpsSettings.PROXIES, "10.0.0.2, 10.1.0.0/24")))
        .containsEntry("dougong.https.port", "443")
        .containsEntry("quarkus.http.proxy.trusted-proxies", "10.0.0.2, 10.1.0.0/24")
        .doesNotContainKey("quarkus.http.ssl-port");
  }
}
