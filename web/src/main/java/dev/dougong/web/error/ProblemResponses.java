package dev.dougong.web.error;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.problem.ProblemTexts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes answers of problems: the one place where a refusal gets its HTTP status. */
@Singleton
public final class ProblemResponses {

  /** Media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final Set<String> SIGN_IN =
      Set.of("signInNeeded", "access.badCredentials", "access.badCode", "access.codeNeeded");
  private static final Set<String> TOO_MANY =
      Set.of(
          "access.tooManyAttempts",
          "access.tooManyCalls",
          "formLink.tooMany",
          "limit.calls",
          "reveal.tooMany",
          "reveal.tooManyLookups");
  private static final Set<String> ENVELOPE = Set.of("operations", "records", "values");
  private static final Set<String> SHOWN =
      Set.of("document", "link", "version", "near", "line", "column", "offset", "length");

  private static final ObjectMapper TREES = new ObjectMapper();

  private final ProblemTexts texts;
  private final JsonFactory json = new JsonFactory();

  /** With the texts of all parts. */
  @Inject
  public ProblemResponses(ProblemTexts texts) {
    this.texts = texts;
  }

  /** The answer to a refusal. */
  public Response of(ProblemException refusal, Locale locale) {
    List<Problem> problems = refusal.problems();
    Response.ResponseBuilder response = builder(status(refusal), problems, locale, null);
    Object seconds = problems.get(0).arguments().get("seconds");
    if (refusal instanceof BusyException) {
      response.header("Retry-After", seconds == null ? "2" : seconds);
    }
    return response.build();
  }

  /** The answer to anything else. */
  public Response of(int status, Problem problem, Locale locale, @Nullable String requestId) {
    return builder(status, List.of(problem), locale, requestId).build();
  }

  static int status(ProblemException refusal) {
    String code = refusal.problems().get(0).code();
    if (refusal instanceof InputException input) {
      return code.equals("tooLarge") ? 413 : input.isMalformed() ? 400 : 422;
    }
    if (refusal instanceof ConflictException) {
      return 409;
    }
    if (refusal instanceof BusyException) {
      return TOO_MANY.contains(code) ? 429 : 503;
    }
    if (refusal instanceof AccessException) {
      return SIGN_IN.contains(code) ? 401 : code.equals("notFound") ? 404 : 403;
    }
    throw new IllegalStateException(refusal);
  }

  private Response.ResponseBuilder builder(
      int status, List<Problem> problems, Locale locale, @Nullable String requestId) {
    return Response.status(status)
        .type(MEDIA_TYPE)
        .header("Cache-Control", "no-store")
        .header("Content-Language", locale.getLanguage())
        .entity(body(status, problems, locale, requestId));
  }

  /** The body alone, for answers that are not made by the REST layer. */
  public byte[] body(
      int status, List<Problem> problems, Locale locale, @Nullable String requestId) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    Problem first = problems.get(0);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("type", "about:blank");
      out.writeStringField("title", texts.message(first, locale));
      out.writeNumberField("status", status);
      out.writeStringField("code", first.code());
      if (requestId != null) {
        out.writeStringField("requestId", requestId);
      }
      out.writeArrayFieldStart("errors");
      for (Problem problem : problems) {
        write(problem, locale, out);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Problems as they stand in the {@code errors} of an answer. */
  public JsonNode errors(List<Problem> problems, Locale locale) {
    TokenBuffer buffer = new TokenBuffer(TREES, false);
    try {
      buffer.writeStartArray();
      for (Problem problem : problems) {
        write(problem, locale, buffer);
      }
      buffer.writeEndArray();
      return TREES.readTree(buffer.asParser());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Problem problem, Locale locale, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("code", problem.code());
    out.writeStringField("pointer", problem.place());
    @Nullable String field = field(problem.place());
    if (field != null) {
      out.writeStringField("field", field);
    }
    out.writeStringField("message", texts.message(problem, locale));
    @Nullable String remedy = texts.remedy(problem, locale);
    if (remedy != null) {
      out.writeStringField("remedy", remedy);
    }
    for (var argument : problem.arguments().entrySet()) {
      if (SHOWN.contains(argument.getKey())) {
        writeArgument(argument.getKey(), argument.getValue(), out);
      }
    }
    out.writeEndObject();
  }

  private static void writeArgument(String name, Object value, JsonGenerator out)
      throws IOException {
    if (value instanceof Iterable<?> many) {
      out.writeArrayFieldStart(name);
      for (Object one : many) {
        out.writeString(String.valueOf(one));
      }
      out.writeEndArray();
    } else if (value instanceof Number number) {
      out.writeNumberField(name, number.longValue());
    } else {
      out.writeStringField(name, value.toString());
    }
  }

  /** Key of the field at fault: the first segment that names one. */
  static @Nullable String field(String pointer) {
    for (String segment : pointer.split("/", -1)) {
      if (!segment.isEmpty()
          && !ENVELOPE.contains(segment)
          && !Character.isDigit(segment.charAt(0))) {
        return segment.replace("~1", "/").replace("~0", "~");
      }
    }
    return null;
  }
}
