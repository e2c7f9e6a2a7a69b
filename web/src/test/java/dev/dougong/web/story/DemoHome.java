package dev.dougong.web.story;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.dougong.web.TestDatabase;
import dev.dougong.web.startup.internal.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * The demo shop as its first start leaves it, made once a day for each package: each JVM that tells
 * stories takes a copy.
 */
final class DemoHome {

  private static final Path HOME = Path.of("target", "demo-home");
  private static final Path MARK = HOME.resolve("made");
  private static final Path LOCK = Path.of("target", "demo.lock");

  private DemoHome() {}

  /** The folder, made by the first who asks; the others wait for it. */
  static Path made() {
    try (FileChannel file = FileChannel.open(LOCK, CREATE, WRITE);
        FileLock unused = file.lock()) {
      String wanted = wanted();
      if (!Files.exists(MARK) || !Files.readString(MARK).equals(wanted)) {
        TestDatabase.delete(HOME);
        try (EmbeddedDatabase database = TestDatabase.fresh(HOME)) {
          Path log = Path.of("target", "demo-server.log");
          RunningShop.on(database, HOME, log, RunningShop.demo()).close();
        }
        Files.writeString(MARK, wanted);
      }
      return HOME;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Demo data lies about today; its package is as old as its parts. */
  private static String wanted() throws IOException {
    StringBuilder wanted = new StringBuilder(LocalDate.now(TimeMachine.ZONE).toString());
    for (String part : new String[] {"app", "lib/main", "quarkus"}) {
      wanted.append(' ').append(Files.getLastModifiedTime(RunningShop.PACKAGED.resolve(part)));
    }
    return wanted.toString();
  }
}
