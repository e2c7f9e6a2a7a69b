package dev.dougong.engine.dataimport.format.xlsx;

import dev.dougong.engine.dataimport.format.FileLimits;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The texts that the cells of a workbook share, by number. They lie in a temporary file; in memory
 * are four bytes for each, and the texts that were used last.
 */
final class SharedTexts implements AutoCloseable {

  private static final String PART = "xl/sharedStrings.xml";
  private static final int MOST = 5_000_000;
  private static final int KEPT = 4_000;
  private static final int LONGEST_KEPT = 200;

  private final Path file;
  private final FileChannel channel;
  private int[] starts = new int[1024];
  private int count;
  private final Map<Integer, String> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
          return size() > KEPT;
        }
      };

  private SharedTexts(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static SharedTexts read(WorkbookParts parts) throws IOException, XMLStreamException {
    Path file = Files.createTempFile("import-", ".texts");
    SharedTexts texts = new SharedTexts(file, FileChannel.open(file, StandardOpenOption.READ));
    boolean isDone = false;
    try {
      if (parts.has(PART)) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 65_536)) {
          parts.read(PART, in -> texts.collect(in, out));
        }
      }
      isDone = true;
      return texts;
    } finally {
      if (!isDone) {
        texts.close();
      }
    }
  }

  private void collect(XMLStreamReader in, OutputStream out)
      throws XMLStreamException, IOException {
    CellText text = new CellText();
    long end = 0;
    boolean isText = false;
    boolean isReading = false; // how a text is read aloud stands beside it
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          switch (in.getLocalName()) {
            case "si" -> text.clear();
            case "rPh" -> isReading = true;
            case "t" -> isText = !isReading;
            default -> {}
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> {
          if (isText) {
            text.add(in, 0);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          switch (in.getLocalName()) {
            case "t" -> isText = false;
            case "rPh" -> isReading = false;
            case "si" -> end = add(text.plain(), end, out);
            default -> {}
          }
        }
        default -> {}
      }
    }
    mark(end);
  }

  private long add(String text, long end, OutputStream out) throws IOException {
    mark(end);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    count++;
    return end + bytes.length;
  }

  private void mark(long start) {
    if (start > Integer.MAX_VALUE || count >= MOST) {
      throw FileLimits.unreadable("xlsx");
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, starts.length * 2);
    }
    starts[count] = (int) start;
  }

  /** The text of a number; empty where there is none. */
  String get(int number) throws IOException {
    if (number < 0 || number >= count) {
      return "";
    }
    String known = kept.get(number);
    if (known != null) {
      return known;
    }
    ByteBuffer bytes = ByteBuffer.allocate(starts[number + 1] - starts[number]);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, starts[number] + (long) bytes.position()) < 0) {
        throw FileLimits.unreadable("xlsx");
      }
    }
    String text = new String(bytes.array(), StandardCharsets.UTF_8);
    if (text.length() <= LONGEST_KEPT) {
      kept.put(number, text);
    }
    return text;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
