package dev.dougong.web.story;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the browser of the stories sees by its camera: the box of a product with its EAN-13. */
final class FakeCamera {

  /** The code in the picture. */
  static final String CODE = "6901234567892";

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int MODULE = 5;
  private static final int FRAMES = 2;
  private static final List<String> LEFT =
      List.of(
          "0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011",
          "0110111", "0001011");

  /** Which of the left digits are mirrored, by the first digit, which has no bars. */
  private static final List<String> MIRRORED =
      List.of(
          "000000", "001011", "001101", "001110", "010011", "011001", "011100", "010101", "010110",
          "011010");

  private FakeCamera() {}

  /** Options of a browser that has this camera. */
  static List<String> options() {
    Path film = Fork.file("camera.y4m").toAbsolutePath();
    try {
      Files.createDirectories(film.getParent());
      write(film);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(
        "--use-fake-device-for-media-stream", "--use-file-for-fake-video-capture=" + film);
  }

  private static void write(Path film) throws IOException {
    byte[] grey = new byte[WIDTH * HEIGHT / 2];
    Arrays.fill(grey, (byte) 128);
    byte[] picture = picture();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(film))) {
      String head = "YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg%n".formatted(WIDTH, HEIGHT);
      out.write(head.replace("\r", "").getBytes(StandardCharsets.US_ASCII));
      for (int frame = 0; frame < FRAMES; frame++) {
        out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
        out.write(picture);
        out.write(grey);
      }
    }
  }

  private static byte[] picture() {
    byte[] light = new byte[WIDTH * HEIGHT];
    Arrays.fill(light, (byte) 235);
    String bars = bars();
    int left = (WIDTH - bars.length() * MODULE) / 2;
    for (int y = HEIGHT / 5; y < HEIGHT * 4 / 5; y++) {
      for (int x = 0; x < bars.length() * MODULE; x++) {
        if (bars.charAt(x / MODULE) == '1') {
          light[y * WIDTH + left + x] = 16;
        }
      }
    }
    return light;
  }

  private static String bars() {
    StringBuilder bars = new StringBuilder("101");
    String mirrored = MIRRORED.get(CODE.charAt(0) - '0');
    for (int at = 1; at < 13; at++) {
      String left = LEFT.get(CODE.charAt(at) - '0');
      String right = left.replace('0', 'x').replace('1', '0').replace('x', '1');
      if (at == 7) {
        bars.append("01010");
      }
      boolean isMirrored = at < 7 && mirrored.charAt(at - 1) == '1';
      bars.append(
          at > 6 ? right : isMirrored ? new StringBuilder(right).reverse().toString() : left);
    }
    return bars.append("101").toString();
  }
}
