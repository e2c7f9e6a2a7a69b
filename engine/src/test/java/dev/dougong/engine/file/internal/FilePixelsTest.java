package dev.dougong.engine.file.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePixelsTest {

  private static long of(Path folder, byte[] bytes, String type) throws IOException {
    return FilePixels.of(Files.write(folder.resolve("picture"), bytes), type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void countsWhatOthersWrote(String format, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("picture");
    BufferedImage picture = new BufferedImage(301, 47, BufferedImage.TYPE_INT_RGB);
    assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();
    assertThat(FilePixels.of(file, "image/" + format)).isEqualTo(301 * 47);
  }

  private static ByteBuffer webp(String kind) {
    ByteBuffer head = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    head.put(("RIFF\0\0\0\0WEBP" + kind).getBytes(StandardCharsets.ISO_8859_1));
    return head;
  }

  @Test
  void countsEachKindOfWebp(@TempDir Path folder) throws IOException {
    ByteBuffer plain = webp("VP8 ").putShort(26, (short) 640).putShort(28, (short) 480);
    assertThat(of(folder, plain.array(), "image/webp")).isEqualTo(640 * 480);
    ByteBuffer lossless = webp("VP8L").putInt(21, 639 | 479 << 14);
    assertThat(of(folder, lossless.array(), "image/webp")).isEqualTo(640 * 480);
    ByteBuffer extended = webp("VP8X").putInt(24, 69_999).putInt(26, 69_999 << 8 | 1);
    extended.put(26, (byte) (69_999 >> 16));
    assertThat(of(folder, extended.array(), "image/webp")).isEqualTo(70_000L * 70_000);
  }

  @Test
  void countsTheLargestPictureOfBoxes(@TempDir Path folder) throws IOException {
    ByteBuffer boxes = ByteBuffer.allocate(64);
    boxes.put(4, "ftypavif".getBytes(StandardCharsets.US_ASCII));
    boxes.put(20, "ispe".getBytes(StandardCharsets.US_ASCII)).putInt(28, 320).putInt(32, 240);
    boxes.put(40, "ispe".getBytes(StandardCharsets.US_ASCII)).putInt(48, 4000).putInt(52, 3000);
    assertThat(of(folder, boxes.array(), "image/avif")).isEqualTo(12_000_000);
  }

  @Test
  void failsAtNothing(@TempDir Path folder) throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      if (bytes.length > 1) {
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xd8;
      }
      for (String type : new String[] {"png", "jpeg", "gif", "webp", "bmp", "heic"}) {
        assertThat(of(folder, bytes, "image/" + type)).isNotNegative();
      }
    }
  }
}
