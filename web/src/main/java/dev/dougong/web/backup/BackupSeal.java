package dev.dougong.web.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.seal.KeyRing.Sealed;
import dev.dougong.engine.seal.KeyRing.UnknownKeyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Seals backups by the key ring of the installation. A sealed backup is a line that tells what it
 * is, a line with its own key (sealed under the ring, as a secret of a connector is), and pieces of
 * at most 64 KiB, each sealed by that key (AES-256-GCM) with its number and whether it is the last
 * one. So a piece that is changed, missing, moved or of another backup is noticed, and so is a
 * missing end. Immutable.
 */
public final class BackupSeal {

  static final int PIECE = 1 << 16;

  private static final byte[] MARK =
      "dougong sealed backup 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final String CONTEXT = "backup";
  private static final int MAX_LINE = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KeyRing keys;

  /** Under the first key of a ring; any of its keys opens. */
  public BackupSeal(KeyRing keys) {
    this.keys = keys;
  }

  /** Writes the beginning; what is written to the answer is sealed, and its end by finishing it. */
  public SealedOutput seal(OutputStream to) throws IOException {
    String key = KeyRing.newKey();
    to.write(MARK);
    to.write(JSON.writeValueAsBytes(keys.seal(key, CONTEXT)));
    to.write('\n');
    return new SealedOutput(to, Base64.getDecoder().decode(key));
  }

  /**
   * Reads the beginning; the answer gives what was sealed, and closes the source with it.
   *
   * @throws InputException {@code backup.notABackup}, {@code backup.keyMissing}, {@code
   *     backup.damaged}, {@code backup.incomplete}; the last two also later, while it is read
   */
  public InputStream open(InputStream from) throws IOException {
    if (!Arrays.equals(from.readNBytes(MARK.length), MARK)) {
      throw InputException.malformed(Problem.of("backup.notABackup"));
    }
    return new SealedInput(from, Base64.getDecoder().decode(key(line(from))));
  }

  private String key(String line) {
    Sealed sealed;
    try {
      JsonNode told = JSON.readTree(line);
      sealed =
          new Sealed(
              told.path("keyId").asText(), told.path("key").asText(), told.path("value").asText());
    } catch (JsonProcessingException e) {
      throw damaged();
    }
    try {
      return keys.open(sealed, CONTEXT);
    } catch (UnknownKeyException e) {
      throw new InputException(Problem.of("backup.keyMissing").with("value", sealed.keyId()));
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw damaged();
    }
  }

  private static String line(InputStream from) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int one = from.read(); one != '\n'; one = from.read()) {
      if (one < 0) {
        throw incomplete();
      }
      if (line.length() >= MAX_LINE) {
        throw damaged();
      }
      line.append((char) one);
    }
    return line.toString();
  }

  static InputException damaged() {
    return InputException.malformed(Problem.of("backup.damaged").with("part", "seal"));
  }

  static InputException incomplete() {
    return InputException.malformed(Problem.of("backup.incomplete"));
  }
}
