package dev.dougong.web.config;

import dev.dougong.workflow.secret.KeyRing;
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
 * The file of the keys that seal secrets: made at the first start with a random key, readable by
 * its owner only, one key a line, the first one seals. Whoever may read it and the database may
 * read the secrets, so the two are kept in different backups.
 */
final class SecretKeyFile {

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private SecretKeyFile() {}

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
