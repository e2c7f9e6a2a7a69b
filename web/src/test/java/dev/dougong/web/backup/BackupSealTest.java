package dev.dougong.web.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.testkit.Asvs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackupSealTest {

  private static final int HEAD = Integer.BYTES;

  private final String key = KeyRing.newKey();
  private final BackupSeal seal = new BackupSeal(KeyRing.parse(key));

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private byte[] sealed(byte[] plain) {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    try {
      SealedOutput out = seal.seal(to);
      for (int at = 0; at < plain.length; at += 1_000) {
        out.write(plain, at, Math.min(1_000, plain.length - at));
      }
      out.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to.toByteArray();
  }

  private static byte[] opened(BackupSeal by, byte[] sealed) {
    try (InputStream in = by.open(new ByteArrayInputStream(sealed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String refusal(byte[] sealed) {
    return refusal(seal, sealed);
  }

  private static String refusal(BackupSeal by, byte[] sealed) {
    try {
      byte[] unused = opened(by, sealed);
      return "opened";
    } catch (ProblemException e) {
      return e.problems().get(0).code();
    }
  }

  @Test
  void givesBackWhatWasSealed() throws IOException {
    for (int length :
        new int[] {
          0, 1, 999, BackupSeal.PIECE - 1, BackupSeal.PIECE, BackupSeal.PIECE + 1, 200_000
        }) {
      byte[] plain = bytes(length);
      assertThat(opened(seal, sealed(plain))).isEqualTo(plain);
    }
    try (InputStream one = seal.open(new ByteArrayInputStream(sealed(new byte[] {(byte) 200})))) {
      assertThat(one.read()).isEqualTo(200);
      assertThat(one.read()).isEqualTo(-1);
    }
  }

  @Test
  @Asvs("11.3.3")
  void noBitCanBeChangedUnseen() {
    byte[] sealed = sealed(bytes(100_000));
    Random random = new Random(20261128);
    for (int i = 0; i < 500; i++) {
      byte[] altered = sealed.clone();
      // the line of the key is short; half of the tries go there
      altered[random.nextInt(i % 2 == 0 ? 400 : altered.length)] ^= (byte) (1 << random.nextInt(8));
      assertThat(refusal(altered)).as("altered " + i).startsWith("backup.");
    }
  }

  @Test
  void noEndCanBeCutOffUnseen() {
    byte[] sealed = sealed(bytes(3 * BackupSeal.PIECE));
    int piece = HEAD + BackupSeal.PIECE + Pieces.TAG;
    int begin = sealed.length - 3 * piece;
    for (int length : new int[] {begin, begin + 2, begin + piece, begin + 2 * piece, begin + 99}) {
      assertThat(refusal(Arrays.copyOf(sealed, length))).isEqualTo("backup.incomplete");
    }
    assertThat(refusal(Arrays.copyOf(sealed, 50))).isEqualTo("backup.incomplete");
    assertThat(refusal(Arrays.copyOf(sealed, 10))).isEqualTo("backup.notABackup");
    assertThat(refusal(Arrays.copyOf(sealed, sealed.length + 1))).isEqualTo("backup.damaged");
  }

  @Test
  void piecesStayInTheirOrder() {
    byte[] sealed = sealed(bytes(3 * BackupSeal.PIECE));
    int piece = HEAD + BackupSeal.PIECE + Pieces.TAG;
    int begin = sealed.length - 3 * piece;
    byte[] moved = sealed.clone();
    System.arraycopy(sealed, begin, moved, begin + piece, piece);
    System.arraycopy(sealed, begin + piece, moved, begin, piece);
    assertThat(refusal(moved)).isEqualTo("backup.damaged");
    byte[] early = Arrays.copyOf(sealed, begin + piece);
    early[begin] |= (byte) 0x80; // says that it is the last one
    assertThat(refusal(early)).isEqualTo("backup.damaged");
  }

  @Test
  void onlyTheKeysOfTheInstallationOpenIt() {
    byte[] plain = "张三 13800000000".repeat(100).getBytes(StandardCharsets.UTF_8);
    byte[] sealed = sealed(plain);
    String text = new String(sealed, StandardCharsets.ISO_8859_1);
    assertThat(text).doesNotContain("13800000000").doesNotContain(key);
    assertThat(refusal(new BackupSeal(KeyRing.parse(KeyRing.newKey())), sealed))
        .isEqualTo("backup.keyMissing");
    // an older key still opens
    assertThat(opened(new BackupSeal(KeyRing.parse(KeyRing.newKey() + "\n" + key)), sealed))
        .isEqualTo(plain);
    assertThat(sealed(plain)).isNotEqualTo(sealed);
    assertThat(refusal(plain)).isEqualTo("backup.notABackup");
  }
}
