package dev.dougong.engine.backup.internal;

import dev.dougong.engine.backup.BackupProgress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests the bytes of one part after the other. Used by one thread. */
final class Meter {

  private static final long TELL_EACH = 1 << 20;

  private final BackupProgress progress;
  private final MessageDigest digest;
  private String part = "";
  private long bytes;
  private long all;
  private long told;

  Meter(BackupProgress progress) {
    this.progress = progress;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void begin(String name) {
    part = name;
    bytes = 0;
    digest.reset();
    progress.at(part, all);
  }

  void add(byte[] buffer, int offset, int length) {
    digest.update(buffer, offset, length);
    bytes += length;
    all += length;
    if (all - told >= TELL_EACH) {
      told = all;
      progress.at(part, all);
    }
  }

  /** Bytes of the part. */
  long bytes() {
    return bytes;
  }

  /** Digest of the part, which ends by it. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
