package dev.dougong.web.error;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.web.log.RequestNumber;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Whatever is thrown becomes a problem; a bug becomes a number to look for in the log. */
public final class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  private final ProblemResponses responses;
  private final IdSource ids;

  /** With the answers. */
  @Inject
  public ProblemMappers(ProblemResponses responses, IdSource ids) {
    this.responses = responses;
    this.ids = ids;
  }

  @ServerExceptionMapper
  Response refusal(ProblemException refusal, HttpHeaders headers) {
    return responses.of(refusal, locale(headers));
  }

  @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
  Response json(JacksonException error, HttpHeaders headers) {
    return responses.of(unreadable(error), locale(headers));
  }

  @ServerExceptionMapper
  Response framework(WebApplicationException error, HttpHeaders headers) {
    if (error.getCause() instanceof JacksonException json) {
      return json(json, headers);
    }
    if (error.getCause() instanceof ProblemException refusal) {
      return refusal(refusal, headers);
    }
    int status = error.getResponse().getStatus();
    if (status >= 500) {
      return bug(error, headers);
    }
    String code =
        switch (status) {
          case 401 -> "signInNeeded";
          case 403 -> "forbidden";
          case 404 -> "notFound";
          case 405 -> "methodNotAllowed";
          case 406, 415 -> "mediaType";
          case 413 -> "tooLarge";
          default -> "malformed";
        };
    Problem problem = Problem.of(code).with("detail", status).with("limit", "64 MB");
    return responses.of(status, problem, locale(headers), null);
  }

  @ServerExceptionMapper
  Response bug(Exception error, HttpHeaders headers) {
    @Nullable String numbered = RequestNumber.current();
    String requestId = numbered == null ? ids.next().toString() : numbered;
    LOG.errorf(error, "request %s failed", requestId);
    Problem problem = Problem.of("internal").with("requestId", requestId);
    return responses.of(500, problem, locale(headers), requestId);
  }

  /** A refusal that says where the text stops being JSON, or being what was expected. */
  public static InputException unreadable(JacksonException error) {
    if (error instanceof UnrecognizedPropertyException unknown) {
      Problem problem =
          Problem.at(pointer(unknown), "unknownProperty")
              .with("value", unknown.getPropertyName())
              .near(
                  NearNames.near(
                      unknown.getPropertyName(),
                      unknown.getKnownPropertyIds().stream().map(String::valueOf).toList()));
      return InputException.malformed(problem);
    }
    String place = error instanceof JsonMappingException mapping ? pointer(mapping) : "";
    @Nullable JsonLocation at = error.getLocation();
    String detail =
        at == null || at.getLineNr() < 1
            ? "JSON"
            : "JSON, " + at.getLineNr() + ":" + at.getColumnNr();
    return InputException.malformed(Problem.at(place, "malformed").with("detail", detail));
  }

  private static String pointer(JsonMappingException error) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference step : error.getPath()) {
      pointer.append(
          Problem.pointer(step.getFieldName() == null ? step.getIndex() : step.getFieldName()));
    }
    return pointer.toString();
  }

  private static Locale locale(HttpHeaders headers) {
    return Languages.of(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
  }
}
