package dev.dougong.web.startup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** A certificate and its key in PEM files, looked at before anything begins. */
final class CertificateFiles {

  private static final int SHORTEST_RSA = 2_048;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private CertificateFiles() {}

  /**
   * Refuses files that cannot be served.
   *
   * @throws IllegalStateException with a text in both languages that names the setting
   */
  static void check(Path certificate, Path key) {
    X509Certificate first = chain(certificate).get(0);
    AsymmetricKeyParameter secret = key(key);
    if (secret instanceof RSAKeyParameters rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
      throw wrong(HttpsSettings.KEY, key, "RSA 密钥短于 2048 位", "the RSA key has less than 2048 bits");
    }
    if (!belongs(secret, first)) {
      throw wrong(
          HttpsSettings.KEY,
          key,
          "密钥与 " + HttpsSettings.CERTIFICATE + " 中第一张证书不匹配",
          "the key does not belong to the first certificate of " + HttpsSettings.CERTIFICATE);
    }
  }

  /** The certificate and those of its makers, in the order of the file. */
  static List<X509Certificate> chain(Path file) {
    List<X509Certificate> chain = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(read(HttpsSettings.CERTIFICATE, file));
    while (blocks.find()) {
      if (blocks.group(1).endsWith("CERTIFICATE")) {
        chain.add(certificate(blocks.group(), file));
      }
    }
    if (chain.isEmpty()) {
      throw wrong(
          HttpsSettings.CERTIFICATE,
          file,
          "没有 PEM 证书(-----BEGIN CERTIFICATE-----)",
          "there is no PEM certificate in it (-----BEGIN CERTIFICATE-----)");
    }
    return chain;
  }

  private static X509Certificate certificate(String block, Path file) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(block.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      throw wrong(HttpsSettings.CERTIFICATE, file, "证书无法读取", "the certificate cannot be read");
    }
  }

  private static AsymmetricKeyParameter key(Path file) {
    Matcher blocks = BLOCK.matcher(read(HttpsSettings.KEY, file));
    while (blocks.find()) {
      String kind = blocks.group(1);
      if (kind.endsWith("ENCRYPTED PRIVATE KEY")) {
        throw wrong(
            HttpsSettings.KEY,
            file,
            "密钥带口令;请用不带口令的密钥,并只允许本程序的用户读取",
            "the key has a passphrase; give one without, readable by the user of this program only");
      }
      if (kind.endsWith("PRIVATE KEY")) {
        try {
          return PrivateKeyFactory.createKey(
              content(kind, Base64.getMimeDecoder().decode(blocks.group(2))));
        } catch (IOException | RuntimeException e) {
          throw wrong(HttpsSettings.KEY, file, "密钥无法读取", "the key cannot be read");
        }
      }
    }
    throw wrong(
        HttpsSettings.KEY,
        file,
        "没有 PEM 密钥(-----BEGIN PRIVATE KEY-----)",
        "there is no PEM key in it (-----BEGIN PRIVATE KEY-----)");
  }

  /** The three ways in which keys are written. */
  private static PrivateKeyInfo content(String kind, byte[] bytes) throws IOException {
    if (kind.startsWith("RSA")) {
      return new PrivateKeyInfo(
          new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
          RSAPrivateKey.getInstance(bytes));
    }
    if (kind.startsWith("EC")) {
      ECPrivateKey key = ECPrivateKey.getInstance(bytes);
      return new PrivateKeyInfo(
          new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
          key);
    }
    return PrivateKeyInfo.getInstance(bytes);
  }

  private static boolean belongs(AsymmetricKeyParameter secret, X509Certificate certificate) {
    AsymmetricKeyParameter open;
    try {
      open = PublicKeyFactory.createKey(certificate.getPublicKey().getEncoded());
    } catch (IOException e) {
      return false;
    }
    if (secret instanceof RSAKeyParameters one && open instanceof RSAKeyParameters other) {
      return one.getModulus().equals(other.getModulus());
    }
    if (secret instanceof ECPrivateKeyParameters one
        && open instanceof ECPublicKeyParameters other) {
      BigInteger factor = one.getD();
      return other
          .getQ()
          .equals(
              new FixedPointCombMultiplier()
                  .multiply(one.getParameters().getG(), factor)
                  .normalize());
    }
    return false;
  }

  private static String read(String setting, Path file) {
    if (!Files.isRegularFile(file)) {
      throw wrong(setting, file, "没有这个文件", "there is no such file");
    }
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw wrong(setting, file, "文件无法读取", "the file cannot be read: " + e.getMessage());
    }
  }

  private static IllegalStateException wrong(
      String setting, Path file, String chinese, String english) {
    return new IllegalStateException(
        "%s=%s:%s / %s=%s: %s".formatted(setting, file, chinese, setting, file, english));
  }
}
