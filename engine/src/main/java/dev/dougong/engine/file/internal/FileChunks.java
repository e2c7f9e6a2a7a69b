package dev.dougong.engine.file.internal;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** The bytes of files, in pieces of 256 KiB. */
public final class FileChunks {

  private static final int SIZE = 256 * 1024;
  private static final SqlName CHUNK = SqlName.of("file_chunk");

  private final Jdbc jdbc;

  /** Over its table. */
  public FileChunks(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** SHA-256 in hexadecimal. */
  static String hash(Path bytes) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(bytes)) {
      byte[] piece = new byte[SIZE];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        digest.update(piece, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stores the pieces of a content, and makes sure that they are those of the hash. */
  void write(SqlName schema, String hash, Path bytes) {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(bytes)) {
      byte[] piece = in.readNBytes(SIZE);
      for (int number = 0; piece.length > 0; number++) {
        digest.update(piece);
        jdbc.update(
            Sql.of("insert into ")
                .add(schema, CHUNK)
                .add(" (hash, number, bytes) values (")
                .bind(SqlType.TEXT, hash)
                .add(", ")
                .bind(SqlType.INTEGER, number)
                .add(", decode(")
                .bind(SqlType.TEXT, Base64.getEncoder().encodeToString(piece))
                .add(", 'base64'))"));
        piece = in.readNBytes(SIZE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(hash)) {
      throw new UncheckedIOException(new IOException("the bytes changed while they were stored"));
    }
  }

  /** Writes the pieces of a content one after the other. */
  public void read(SqlName schema, String hash, long size, OutputStream out) throws IOException {
    long written = 0;
    for (int number = 0; written < size; number++) {
      byte[] piece = piece(schema, hash, number);
      if (piece.length == 0) {
        throw new IOException("file content " + hash + " ends after " + written + " bytes");
      }
      out.write(piece);
      written += piece.length;
    }
  }

  private byte[] piece(SqlName schema, String hash, int number) {
    byte[] piece =
        jdbc.queryOne(
            Sql.of("select bytes from ")
                .add(schema, CHUNK)
                .add(" where hash = ")
                .bind(SqlType.TEXT, hash)
                .add(" and number = ")
                .bind(SqlType.INTEGER, number),
            row -> row.getBytes(1));
    return piece == null ? new byte[0] : piece;
  }
}
