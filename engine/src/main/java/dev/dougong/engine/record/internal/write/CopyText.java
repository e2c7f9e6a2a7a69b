package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.record.internal.change.StoredDocument;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the text format of PostgreSQL's COPY, encoded piece by piece as they are written. Not
 * thread-safe.
 */
final class CopyText {

  private static final int PIECE = 1 << 14;

  private final Sink sink;
  private final CharsetEncoder encoder =
      StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
  private final CharBuffer chars = CharBuffer.allocate(PIECE);
  private final ByteBuffer bytes = ByteBuffer.allocate(4 * PIECE);
  private final Writer escaping = new Escaping();
  private final char[] part = new char[256];
  private boolean isRowOpen;

  /** Takes encoded text. */
  @FunctionalInterface
  interface Sink {
    void write(byte[] bytes, int length) throws SQLException;
  }

  /** Sends what was passed on too early to be told: the writer of JSON knows no SQL. */
  private static final class SendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SendException(SQLException cause) {
      super(cause);
    }
  }

  CopyText(Sink sink) {
    this.sink = sink;
  }

  /** Appends a value of the current row. */
  void add(SqlType type, @Nullable Object value) throws SQLException {
    try {
      if (isRowOpen) {
        put('\t');
      }
      isRowOpen = true;
      if (value == null) {
        putPlain("\\N");
      } else if (value instanceof StoredDocument document) {
        addDocument(document);
      } else if (value instanceof List<?> many && type != SqlType.JSONB) {
        addArray(many);
      } else {
        putEscaped(plain(value));
      }
    } catch (SendException e) {
      throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e);
    }
  }

  /** Ends the current row. */
  void endRow() {
    put('\n');
    isRowOpen = false;
  }

  /** Sends what is left. */
  void end() throws SQLException {
    send();
  }

  private void addDocument(StoredDocument document) {
    try (JsonGenerator out = ValueJson.mapper().createGenerator(escaping)) {
      document.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String plain(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Duration duration) {
      return Long.toString(duration.toSeconds());
    }
    if (value instanceof Instant moment) {
      return ValueJson.text(moment);
    }
    return value instanceof LocalTime time ? ValueJson.text(time) : value.toString();
  }

  private void addArray(List<?> many) {
    put('{');
    for (int i = 0; i < many.size(); i++) {
      putPlain(i == 0 ? "\"" : ",\"");
      String item = many.get(i).toString();
      if (item.indexOf('"') >= 0 || item.indexOf('\\') >= 0) {
        item = item.replace("\\", "\\\\").replace("\"", "\\\"");
      }
      putEscaped(item);
      put('"');
    }
    put('}');
  }

  private void putPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  private void putPlain(char[] text, int from, int to) {
    int next = from;
    while (next < to) {
      room();
      int length = Math.min(to - next, chars.remaining());
      chars.put(text, next, length);
      next += length;
    }
  }

  private void putEscaped(String text) {
    for (int from = 0; from < text.length(); from += part.length) {
      int to = Math.min(text.length(), from + part.length);
      text.getChars(from, to, part, 0);
      putEscaped(part, 0, to - from);
    }
  }

  /** What needs no escape goes as it stands, in runs. */
  private void putEscaped(char[] text, int from, int to) {
    int run = from;
    for (int i = from; i < to; i++) {
      char letter = escape(text[i]);
      if (letter != 0) {
        putPlain(text, run, i);
        put('\\');
        put(letter);
        run = i + 1;
      }
    }
    putPlain(text, run, to);
  }

  /** The letter that stands behind a backslash for a character; 0 where it stands for itself. */
  private static char escape(char c) {
    return switch (c) {
      case '\\' -> '\\';
      case '\n' -> 'n';
      case '\r' -> 'r';
      case '\t' -> 't';
      default -> 0;
    };
  }

  private void put(char c) {
    room();
    chars.put(c);
  }

  private void room() {
    if (!chars.hasRemaining()) {
      try {
        send();
      } catch (SQLException e) {
        throw new SendException(e);
      }
    }
  }

  private void send() throws SQLException {
    chars.flip();
    // Half of a supplementary character stays for the next piece.
    var unused = encoder.encode(chars, bytes, false);
    chars.compact();
    sink.write(bytes.array(), bytes.position());
    bytes.clear();
  }

  /** For the writer of JSON. */
  private final class Escaping extends Writer {

    @Override
    public void write(char[] text, int from, int length) {
      putEscaped(text, from, from + length);
    }

    @Override
    public void flush() {
      // the row goes on
    }

    @Override
    public void close() {
      // the row goes on
    }
  }
}
