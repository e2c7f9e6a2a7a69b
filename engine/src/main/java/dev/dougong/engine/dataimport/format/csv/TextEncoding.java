package dev.dougong.engine.dataimport.format.csv;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The encoding of a text file: what its mark says; UTF-8 where the whole file is that without an
 * error, which text in GBK practically never is; else what the library makes of it, of those that
 * spreadsheets write in East Asia, and GB 18030 (which holds GBK) where it is in doubt.
 *
 * @param mark bytes before the text
 */
record TextEncoding(Charset charset, int mark, String label) {

  private static final int SAMPLE = 65_536;

  /** Looks through the whole file. */
  static TextEncoding of(Path file) throws IOException {
    byte[] sample;
    try (InputStream in = Files.newInputStream(file)) {
      sample = in.readNBytes(SAMPLE);
    }
    if (starts(sample, 0xEF, 0xBB, 0xBF)) {
      return new TextEncoding(StandardCharsets.UTF_8, 3, "UTF-8");
    }
    if (starts(sample, 0xFF, 0xFE)) {
      return new TextEncoding(StandardCharsets.UTF_16LE, 2, "UTF-16");
    }
    if (starts(sample, 0xFE, 0xFF)) {
      return new TextEncoding(StandardCharsets.UTF_16BE, 2, "UTF-16");
    }
    return isUtf8(file) ? new TextEncoding(StandardCharsets.UTF_8, 0, "UTF-8") : guess(sample);
  }

  private static TextEncoding guess(byte[] sample) {
    CharsetMatch[] matches = new CharsetDetector().setText(sample).detectAll();
    int simplified = 0;
    int traditional = 0;
    for (CharsetMatch match : matches) {
      if (match.getName().equals("GB18030")) {
        simplified = match.getConfidence();
      } else if (match.getName().equals("Big5")) {
        traditional = match.getConfidence();
      }
    }
    return traditional > simplified + 20
        ? new TextEncoding(Charset.forName("Big5"), 0, "Big5")
        : new TextEncoding(Charset.forName("GB18030"), 0, "GBK");
  }

  private static boolean starts(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUtf8(Path file) throws IOException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(SAMPLE);
    CharBuffer chars = CharBuffer.allocate(SAMPLE);
    try (InputStream in = Files.newInputStream(file)) {
      while (true) {
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        CoderResult result = decoder.decode(bytes, chars.clear(), read < 0);
        if (result.isError()) {
          return false;
        }
        if (read < 0) {
          return true;
        }
        bytes.compact();
      }
    }
  }

  /** The text behind the mark; what cannot be decoded stands as U+FFFD and is counted. */
  Counted open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    in.skipNBytes(mark);
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    return new Counted(new InputStreamReader(in, decoder));
  }

  /** Counts the characters that could not be decoded. */
  static final class Counted extends Reader {
    private final Reader text;
    private long replaced;

    Counted(Reader text) {
      this.text = text;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
      int read = text.read(into, offset, length);
      for (int i = offset; i < offset + read; i++) {
        if (into[i] == '\uFFFD') {
          replaced++;
        }
      }
      return read;
    }

    long replaced() {
      return replaced;
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }
}
