package dev.dougong.web.startup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost that signs itself, as PEM files. Nothing of it is kept. */
final class SelfMade {

  private static final String WORD = "not a secret";

  private final Path certificate;
  private final Path key;
  private final Certificate content;
  private final KeyStore store;

  private SelfMade(Path certificate, Path key, Certificate content, KeyStore store) {
    this.certificate = certificate;
    this.key = key;
    this.content = content;
    this.store = store;
  }

  /** Makes one in a folder; {@code algorithm} is EC or RSA. */
  static SelfMade in(Path folder, String name, String algorithm, int bits) {
    return of("localhost", folder, name, algorithm, bits);
  }

  /** The same for somebody else than localhost. */
  static SelfMade of(String whom, Path folder, String name, String algorithm, int bits) {
    try {
      Files.createDirectories(folder);
      Path store = folder.resolve(name + ".p12");
      Files.deleteIfExists(store);
      run(
          List.of(
              "-genkeypair",
              "-keystore",
              store.toString(),
              "-storepass",
              WORD,
              "-alias",
              "site",
              "-keyalg",
              algorithm,
              "-keysize",
              String.valueOf(bits),
              "-validity",
              "2",
              "-dname",
              "CN=" + whom,
              "-ext",
              "san=dns:localhost,ip:127.0.0.1"));
      KeyStore all = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        all.load(in, WORD.toCharArray());
      }
      Certificate content = all.getCertificate("site");
      return new SelfMade(
          pem(folder.resolve(name + ".crt"), "CERTIFICATE", content.getEncoded()),
          pem(
              folder.resolve(name + ".key"),
              "PRIVATE KEY",
              all.getKey("site", WORD.toCharArray()).getEncoded()),
          content,
          all);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private static void run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    try {
      if (process.waitFor() != 0) {
        throw new IOException(said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  Path certificate() {
    return certificate;
  }

  Path key() {
    return key;
  }

  Certificate content() {
    return content;
  }

  /** Serves this one. */
  SSLContext served() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, WORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trusts these and nobody else. */
  static SSLContext trusting(SelfMade... all) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, makers(all), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** These and nobody else. */
  static TrustManager[] makers(SelfMade... all) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < all.length; i++) {
        store.setCertificateEntry("c" + i, all[i].content);
      }
      TrustManagerFactory makers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      makers.init(store);
      return makers.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
