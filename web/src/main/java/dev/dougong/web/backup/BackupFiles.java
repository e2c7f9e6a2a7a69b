package dev.dougong.web.backup;

import dev.dougong.engine.backup.BackupManifest;
import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.backup.BackupSource;
import dev.dougong.engine.backup.Backups;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Sealed backups as files that only their owner may read. Thread-safe. */
public final class BackupFiles {

  /** End of the name of a file that is being written; what a killed one leaves is no backup. */
  public static final String UNFINISHED = ".unfinished";

  private static final int BUFFER = 1 << 16;

  private final Backups backups;
  private final BackupSeal seal;

  /** Of a workspace, sealed so. */
  public BackupFiles(Backups backups, BackupSeal seal) {
    this.backups = backups;
    this.seal = seal;
  }

  /**
   * Writes a backup. The file has its name only once all of it is on the disk.
   *
   * @throws UncheckedIOException where the file is there already, or cannot be written
   */
  public BackupManifest write(Path file, BackupProgress progress) {
    Path target = file.toAbsolutePath().normalize();
    Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
    try {
      if (Files.exists(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Files.createDirectories(target.resolveSibling("."));
      Files.deleteIfExists(unfinished);
      boolean isDone = false;
      try {
        BackupManifest manifest = writeTo(unfinished, progress);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        isDone = true;
        return manifest;
      } finally {
        if (!isDone) {
          Files.deleteIfExists(unfinished);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BackupManifest writeTo(Path file, BackupProgress progress) throws IOException {
    FileAttribute<?>[] owner =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (FileChannel channel =
            FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
      SealedOutput sealed = seal.seal(out);
      BackupManifest manifest = backups.write(sealed, progress);
      sealed.finish();
      out.flush();
      channel.force(true);
      return manifest;
    }
  }

  /** A file as a backup that can be read more than once. */
  public BackupSource source(Path file) {
    return source(() -> new BufferedInputStream(Files.newInputStream(file), BUFFER));
  }

  /** The same of sealed bytes that lie elsewhere. */
  public BackupSource source(BackupSource sealed) {
    return () -> open(sealed.open());
  }

  private InputStream open(InputStream in) throws IOException {
    boolean isOpen = false;
    try {
      InputStream opened = seal.open(in);
      isOpen = true;
      return opened;
    } finally {
      if (!isOpen) {
        in.close();
      }
    }
  }

  /** Reads a backup to its end and compares every part with the manifest. */
  public BackupManifest verify(BackupSource source, BackupProgress progress) {
    try (InputStream in = source.open()) {
      return backups.verify(in, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
