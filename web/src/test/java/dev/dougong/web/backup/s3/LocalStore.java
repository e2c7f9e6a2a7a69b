package dev.dougong.web.backup.s3;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * S3Proxy on a port of this machine, with objects in memory. It checks signatures of version 4 and
 * digests of what is sent. Its libraries are not those of the application, so it has a class loader
 * of its own.
 */
public final class LocalStore implements AutoCloseable {

  /** The bucket that is there. */
  public static final String BUCKET = "shop-backups";

  /** The key that is known. */
  public static final String KEY_ID = "AKIDEXAMPLE";

  /** Its secret. */
  public static final String SECRET = "a-secret-that-no-page-shows";

  private static final Pattern ITS_OWN =
      Pattern.compile(
          ".*/(s3proxy|s3-2|sts-2|jclouds|guice-7|guice-assistedinject|jetty-|jackson-|guava|failureaccess"
              + "|gson|jakarta\\.|javax\\.|woodstox|stax2|commons-codec|jaxb|aopalliance|slf4j-api"
              + "|jimfs|jsr305|angus-activation|filesystem-|jspecify)[^/]*|.*test-classes/?");

  private final URLClassLoader loader;
  private final Closeable server;
  private final URI endpoint;

  /** Starts on a free port. */
  public LocalStore() {
    this(0, SECRET);
  }

  /** Starts on a port, empty; {@link #KEY_ID} has this secret there. */
  public LocalStore(int port, String secret) {
    loader = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader());
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      Object made =
          loader
              .loadClass(StoreInside.class.getName())
              .getConstructor(String.class, String.class, String.class, String.class)
              .newInstance("http://127.0.0.1:" + port, BUCKET, KEY_ID, secret);
      server = (Closeable) made;
      endpoint = (URI) ((Supplier<?>) made).get();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static URL[] jars() {
    String listed =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(listed.split(File.pathSeparator))
        .filter(one -> ITS_OWN.matcher(one).matches())
        .map(LocalStore::url)
        .toArray(URL[]::new);
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is reached. */
  public URI endpoint() {
    return endpoint;
  }

  /** Settings with which it is reached, by the ends of their names. */
  public Map<String, String> settings() {
    return Map.of(
        "ENDPOINT",
        endpoint.toString(),
        "REGION",
        "us-east-1",
        "BUCKET",
        BUCKET,
        "PREFIX",
        "dougong",
        "KEY_ID",
        KEY_ID,
        "SECRET",
        SECRET,
        "PATH_STYLE",
        "true");
  }

  /** The same, some of them changed. */
  public S3Settings settings(Map<String, String> changed) {
    UnaryOperator<String> setting =
        name -> changed.getOrDefault(name, settings().getOrDefault(name, ""));
    return java.util.Objects.requireNonNull(S3Settings.of(setting));
  }

  @Override
  public void close() {
    try {
      server.close();
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
