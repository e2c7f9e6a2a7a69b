package dev.dougong.web.trace;

import dev.dougong.engine.storage.Workspace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Traces of work in the background: only of looks that found some. */
@Singleton
public final class WorkTraces {

  private final Tracer tracer;
  private final InstantSource clock;

  /** With the tracer of the product; one that does nothing where no traces are made. */
  @Inject
  public WorkTraces(Tracer tracer, InstantSource clock) {
    this.tracer = tracer;
    this.clock = clock;
  }

  /**
   * Tells of a piece of work that has just been done.
   *
   * @param nanos how long it took
   */
  public void done(String what, Workspace workspace, long nanos) {
    Instant to = clock.instant();
    Span span =
        tracer
            .spanBuilder(what)
            .setNoParent()
            .setSpanKind(SpanKind.INTERNAL)
            .setStartTimestamp(to.minusNanos(nanos))
            .setAttribute("dougong.workspace", workspace.key())
            .startSpan();
    span.end(to);
  }
}
