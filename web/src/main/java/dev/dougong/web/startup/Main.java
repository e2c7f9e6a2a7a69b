package dev.dougong.web.startup;

import dev.dougong.web.startup.internal.AuditCommand;
import dev.dougong.web.startup.internal.EmbeddedDatabase;
import dev.dougong.web.startup.internal.StartTurn;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings up the database, then the application, and takes them down in the other order, also when a
 * signal ends the process.
 */
@QuarkusMain
public final class Main {

  private static final CountDownLatch applicationStopped = new CountDownLatch(1);

  private Main() {}

  /** Settings come from the environment; see the README. */
  public static void main(String... args) {
    connect();
    if (args.length > 0 && args[0].equals(AuditCommand.NAME)) {
      System.exit(verifyAudit());
    }
    awaitTurn();
    Quarkus.run(
        null,
        (code, error) -> {
          if (error != null) {
            Console.complain("启动失败 / start failed: " + rootCause(error));
          }
          applicationStopped.countDown();
          System.exit(code);
        },
        args);
  }

  private static void connect() {
    @Nullable String url = System.getenv("DOUGONG_DB_URL");
    if (url == null || url.isBlank()) {
      startEmbedded();
    } else {
      connectTo(
          url.startsWith("jdbc:") ? url : "jdbc:" + url,
          environment("DOUGONG_DB_USER", "dougong"),
          environment("DOUGONG_DB_PASSWORD", ""));
    }
  }

  /** One node at a time prepares the database; the turn ends when this one is ready. */
  private static void awaitTurn() {
    try {
      StartTurn.take(
          System.getProperty("quarkus.datasource.jdbc.url", ""),
          System.getProperty("quarkus.datasource.username", ""),
          System.getProperty("quarkus.datasource.password", ""),
          Console::say);
    } catch (IllegalStateException e) {
      Console.complain("启动失败 / start failed: " + rootCause(e));
      applicationStopped.countDown();
      System.exit(1);
    }
  }

  private static int verifyAudit() {
    try {
      return AuditCommand.run(
          System.getProperty("quarkus.datasource.jdbc.url", ""),
          System.getProperty("quarkus.datasource.username", ""),
          System.getProperty("quarkus.datasource.password", ""),
          Console::say);
    } catch (RuntimeException e) {
      Console.complain("校验没有成功 / could not verify: " + rootCause(e));
      return 2;
    } finally {
      applicationStopped.countDown();
    }
  }

  private static Throwable rootCause(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static void startEmbedded() {
    Path home = Path.of(environment("DOUGONG_HOME", ".dougong"));
    EmbeddedDatabase database;
    try {
      database = EmbeddedDatabase.start(home, new Properties(), Console::say);
    } catch (IllegalStateException | java.io.UncheckedIOException e) {
      Console.complain(e.getMessage());
      System.exit(1);
      return;
    }
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stopAfterApplication(database), "stop-database"));
    connectTo(database.url(), database.user(), database.password());
  }

  private static void stopAfterApplication(EmbeddedDatabase database) {
    try {
      if (!applicationStopped.await(20, TimeUnit.SECONDS)) {
        Console.complain("the application did not stop in 20 seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.close();
  }

  private static void connectTo(String url, String user, String password) {
    System.setProperty("quarkus.datasource.jdbc.url", url);
    System.setProperty("quarkus.datasource.username", user);
    System.setProperty("quarkus.datasource.password", password);
  }

  private static String environment(String name, String fallback) {
    @Nullable String value = System.getenv(name);
    return value == null || value.isBlank() ? fallback : value;
  }
}
