package dev.dougong.web.rest;

import dev.dougong.engine.access.SessionStore.ListedSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions as JSON; never what opens them. */
final class SessionAnswers {

  private SessionAnswers() {}

  /**
   * A list.
   *
   * @param current hash of the reader's own session, or null
   */
  static byte[] of(List<ListedSession> sessions, @Nullable String current) {
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (ListedSession session : sessions) {
            out.writeStartObject();
            out.writeStringField("id", session.id().toString());
            out.writeStringField("device", session.device());
            out.writeStringField("createdAt", session.createdAt().toString());
            out.writeStringField("lastUsedAt", session.lastUsedAt().toString());
            out.writeBooleanField("current", session.hash().equals(current));
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeNullField("next");
          out.writeEndObject();
        });
  }

  /** How many were ended. */
  static byte[] ended(int count) {
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeNumberField("ended", count);
          out.writeEndObject();
        });
  }
}
