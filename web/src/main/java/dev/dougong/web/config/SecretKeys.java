package dev.dougong.web.config;

import dev.dougong.engine.seal.KeyRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * The keys that seal secrets and backups: of the setting, or of a file that is made at the first
 * start with a random key, readable by its owner only, one key a line, the first one seals. Whoever
 * may read it and the database may read the secrets, so the two are kept in different places.
 */
public final class SecretKeys {

  private static final String FILE = "secret-keys";

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private SecretKeys() {}

  /**
   * The keys of an installation.
   *
   * @param listed the setting, or empty for the file
   * @param home folder of all data
   */
  static KeyRing of(String listed, Path home) {
    return listed.isBlank() ? read(home.resolve(FILE)) : KeyRing.parse(listed);
  }

  /**
   * The keys of an installation that has some; makes none.
   *
   * @throws IllegalStateException where there are none, in both languages
   */
  public static KeyRing present(String listed, Path home) {
    Path file = home.resolve(FILE);
    if (listed.isBlank() && !Files.exists(file)) {
      throw new IllegalStateException(
          "没有密钥文件,备份由它加密;请把原来的 secret-keys 放到 "
              + file
              + " / there is no file of keys, which seals backups; put the secret-keys of the"
              + " installation there");
    }
    return of(listed, home);
  }

  /**
   * Reads the keys, and makes the file where there is none.
   *
   * @throws IllegalStateException where others than the owner may read it, or a key is none
   */
  static KeyRing read(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
      if (isPosix && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw new IllegalStateException(
            file + " may be read by others than its owner; mend it with: chmod 600 " + file);
      }
      return KeyRing.parse(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void make(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        isPosix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
            : new FileAttribute<?>[0];
    byte[] key = (KeyRing.newKey() + "\n").getBytes(StandardCharsets.US_ASCII);
    try (var out =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      out.write(java.nio.ByteBuffer.wrap(key));
    } catch (FileAlreadyExistsException e) {
      // another node of this machine was faster, and its key is the one
      return;
    }
  }
}
