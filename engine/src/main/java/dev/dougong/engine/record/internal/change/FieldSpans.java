package dev.dougong.engine.record.internal.change;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How long a field had which value: for a stage, when each was entered and left. */
record FieldSpans(Field field, List<Span> spans) {

  /**
   * A time in which the value stayed.
   *
   * @param until when it was replaced, or null where it still stands
   * @param by who set it, or null for the engine
   */
  record Span(@Nullable Object value, Instant from, @Nullable Instant until, @Nullable UUID by) {}

  static FieldSpans of(Field field, List<ChangeEntry> oldestFirst) {
    List<Span> spans = new ArrayList<>();
    for (ChangeEntry entry : oldestFirst) {
      boolean isCreated = entry.operation() == ChangeOperation.CREATED;
      if (!isCreated && !entry.fieldIds().contains(field.id())) {
        continue;
      }
      Object value = entry.after(field);
      int last = spans.size() - 1;
      if (last >= 0) {
        Span before = spans.get(last);
        if (Objects.equals(before.value(), value)) {
          continue;
        }
        spans.set(last, new Span(before.value(), before.from(), entry.at(), before.by()));
      }
      spans.add(new Span(value, entry.at(), null, entry.actor()));
    }
    return new FieldSpans(field, spans);
  }

  void note(ShownValues values) {
    spans.forEach(span -> values.note(field, span.value()));
  }

  /** Writes those with a value, oldest first. */
  void write(ShownValues values, UserWriter users, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("items");
    for (Span span : spans) {
      if (span.value() == null) {
        continue;
      }
      out.writeStartObject();
      out.writeFieldName("value");
      values.write(field, span.value(), out);
      out.writeStringField("from", ValueJson.text(span.from()));
      out.writeFieldName("until");
      if (span.until() == null) {
        out.writeNull();
      } else {
        out.writeString(ValueJson.text(span.until()));
      }
      out.writeFieldName("by");
      users.write(span.by(), out);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeNullField("next");
    out.writeEndObject();
  }

  /** Writes who did something. */
  interface UserWriter {
    void write(@Nullable UUID user, JsonGenerator out) throws IOException;
  }
}
