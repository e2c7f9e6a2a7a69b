package dev.dougong.web.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which traces are made: a share of what begins here, and all that belongs to it. A caller decides
 * nothing, so that no stranger makes a node trace each of their requests. Statements that belong to
 * nothing are the looks of the background for work; they would be most of all traces.
 */
@Singleton
public final class ChosenTraces implements Sampler {

  private final Sampler share;

  /** With the share of the machine, between 0 and 1. */
  @Inject
  public ChosenTraces(@ConfigProperty(name = "dougong.traces.share") double share) {
    this.share = Sampler.traceIdRatioBased(share);
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    SpanContext known = Span.fromContext(parent).getSpanContext();
    if (known.isValid() && !known.isRemote()) {
      return known.isSampled() ? SamplingResult.recordAndSample() : SamplingResult.drop();
    }
    if (kind == SpanKind.CLIENT) {
      return SamplingResult.drop();
    }
    return share.shouldSample(parent, traceId, name, kind, attributes, links);
  }

  @Override
  public String getDescription() {
    return "a share of what begins here: " + share.getDescription();
  }
}
