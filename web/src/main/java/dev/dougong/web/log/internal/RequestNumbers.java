package dev.dougong.web.log.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.web.log.RequestNumber;
import io.opentelemetry.api.trace.Span;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Numbers every request, before anybody looks at it; one that a caller sends is not taken over. */
@Singleton
public final class RequestNumbers {

  private static final int BEFORE_EDGE = 1_100;
  private static final String HEADER = "X-Request-Id";

  private final IdSource ids;

  /** With the ids of the product. */
  @Inject
  public RequestNumbers(IdSource ids) {
    this.ids = ids;
  }

  void register(@Observes Filters filters) {
    filters.register(this::number, BEFORE_EDGE);
  }

  private void number(RoutingContext context) {
    String number = ids.next().toString();
    RequestNumber.set(number);
    context.response().putHeader(HEADER, number);
    Span unused = Span.current().setAttribute("dougong.request.id", number);
    context.next();
  }
}
