package dev.dougong.web.startup;

import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.wiring.StandAlone;
import dev.dougong.web.backup.s3.S3Settings;
import dev.dougong.web.config.EngineBeans;
import dev.dougong.web.startup.internal.BackupPlaces;
import dev.dougong.web.startup.internal.EmbeddedDatabase;
import dev.dougong.web.startup.internal.StartTurn;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Brings up the database, then the application, and takes them down in the other order, also when a
 * signal ends the process.
 */
@QuarkusMain
public final class Main {

  private static final CountDownLatch applicationStopped = new CountDownLatch(1);
  private static final Path HOME = Path.of(Environment.of("DOUGONG_HOME", ".dougong"));

  private Main() {}

  /** Settings come from the environment; see the README. */
  public static void main(String... args) {
    Commands commands =
        new Commands(
            HOME,
            new BackupPlaces(
                Path.of(
                    Environment.of("DOUGONG_BACKUP_FOLDER", HOME.resolve("backups").toString())),
                name -> Environment.of(S3Settings.VARIABLES + name, "")));
    Commands.@Nullable Call command = wanted(commands, args);
    if (command != null) {
      System.exit(run(commands, command));
    }
    apply(HttpsSettings::of);
    apply(TraceSettings::of);
    apply(LogSettings::of);
    connect();
    refuseUnfinishedRestore();
    awaitTurn();
    Quarkus.run(
        null,
        (code, error) -> {
          if (error != null) {
            Console.complain("启动失败 / start failed: " + Commands.rootCause(error));
          }
          applicationStopped.countDown();
          System.exit(code);
        },
        args);
  }

  private static Commands.@Nullable Call wanted(Commands commands, String... args) {
    try {
      return commands.named(args);
    } catch (IllegalStateException e) {
      giveUp(e.getMessage());
      return null;
    }
  }

  /** What a person gave to the JVM goes first. */
  private static void apply(Function<UnaryOperator<String>, Map<String, String>> settings) {
    try {
      settings
          .apply(name -> Environment.of(name, ""))
          .forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
    } catch (IllegalStateException e) {
      giveUp(e.getMessage());
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
      giveUp("启动失败 / start failed: " + Commands.rootCause(e));
    }
  }

  private static void giveUp(@Nullable String why) {
    Console.complain(why);
    applicationStopped.countDown();
    System.exit(1);
  }

  private static int run(Commands commands, Commands.Call command) {
    try {
      switch (command.database()) {
        case NONE -> {}
        case BESIDE -> connectBeside();
        case ALONE -> connect();
      }
      return commands.run(command);
    } finally {
      applicationStopped.countDown();
    }
  }

  private static void connect() {
    String url = Environment.of("DOUGONG_DB_URL", "");
    if (url.isEmpty()) {
      startEmbedded();
      return;
    }
    try {
      connectTo(
          DatabaseAddress.of(url),
          Environment.of("DOUGONG_DB_USER", "dougong"),
          Environment.of("DOUGONG_DB_PASSWORD", ""));
    } catch (IllegalStateException e) {
      giveUp(e.getMessage());
    }
  }

  /** To the built-in database of an application that runs, where one does. */
  private static void connectBeside() {
    EmbeddedDatabase.@Nullable Address running =
        Environment.of("DOUGONG_DB_URL", "").isEmpty() ? EmbeddedDatabase.running(HOME) : null;
    if (running == null) {
      connect();
    } else {
      connectTo(running.url(), running.user(), running.password());
    }
  }

  /** A start would find no workspace, and make an empty one. */
  private static void refuseUnfinishedRestore() {
    try {
      if (!StandAlone.backups(
              System.getProperty("quarkus.datasource.jdbc.url", ""),
              System.getProperty("quarkus.datasource.username", ""),
              System.getProperty("quarkus.datasource.password", ""),
              Workspace.MAIN,
              EngineBeans.machineClock())
          .isRestoreUnfinished()) {
        return;
      }
      giveUp(
          "上次恢复没有完成,现在没有可用的数据;请再次运行 ./run --restore 文件 / a restore did not come to its end and"
              + " there is nothing to start on; run ./run --restore FILE again");
    } catch (RuntimeException e) {
      giveUp("连不上数据库 / the database cannot be reached: " + Commands.rootCause(e));
    }
  }

  private static void startEmbedded() {
    EmbeddedDatabase database;
    try {
      database = EmbeddedDatabase.start(HOME, new Properties(), Console::say);
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
}
