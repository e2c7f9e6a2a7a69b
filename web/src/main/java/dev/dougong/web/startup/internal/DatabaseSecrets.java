package dev.dougong.web.startup.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Passwords of the roles of our own database, each in a file that only its owner reads. A new one
 * lies beside the old one until the database has it, so that none is lost when the process ends
 * between.
 */
final class DatabaseSecrets {

  private static final int BYTES = 24;

  private final Path home;

  DatabaseSecrets(Path home) {
    this.home = home;
  }

  /** The password; a new one where there is none. */
  static String of(Path home, String role) {
    DatabaseSecrets secrets = new DatabaseSecrets(home);
    if (!Files.exists(secrets.file(role))) {
      String unused = secrets.next(role);
      secrets.accept(role);
    }
    return read(secrets.file(role));
  }

  /** Those that the database may have: the last one, and one that was about to take its place. */
  List<String> candidates(String role) {
    List<String> all = new ArrayList<>();
    for (Path file : List.of(file(role), unaccepted(role))) {
      if (Files.exists(file)) {
        all.add(read(file));
      }
    }
    return all;
  }

  /** One of the candidates opened: where it is the one that was about to come, it has come. */
  void opened(String role, String password) {
    if (Files.exists(unaccepted(role)) && read(unaccepted(role)).equals(password)) {
      accept(role);
    }
  }

  /** A new one, which counts once it is accepted; hexadecimal, so it needs no quoting in SQL. */
  String next(String role) {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String next = HexFormat.of().formatHex(random);
    Path file = unaccepted(role);
    try {
      Files.deleteIfExists(file);
      if (PostgresBinaries.isWindows()) {
        Files.createFile(file);
      } else {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
        out.write(ByteBuffer.wrap(next.getBytes(StandardCharsets.US_ASCII)));
        // the database forgets nothing when the power goes, so neither may we
        out.force(true);
      }
      sync();
      return next;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database has the new one now. */
  void accept(String role) {
    try {
      Files.move(unaccepted(role), file(role), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Also that the file is there at all; Windows has no such thing for folders. */
  private void sync() throws IOException {
    if (!PostgresBinaries.isWindows()) {
      try (FileChannel folder = FileChannel.open(home, StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String role) {
    return home.resolve("database." + role + ".secret");
  }

  private Path unaccepted(String role) {
    return home.resolve("database." + role + ".unfinished");
  }
}
