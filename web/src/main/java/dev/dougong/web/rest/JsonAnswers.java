package dev.dougong.web.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON straight into the bytes of an answer. */
final class JsonAnswers {

  private static final JsonFactory JSON =
      new JsonFactoryBuilder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private JsonAnswers() {}

  /** Writes one answer. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  static byte[] of(Body body) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(new BufferRecycler(), 2000);
        JsonGenerator out = JSON.createGenerator(bytes)) {
      body.write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For answers that are written piece by piece. */
  static JsonFactory factory() {
    return JSON;
  }
}
