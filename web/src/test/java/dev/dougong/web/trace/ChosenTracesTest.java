package dev.dougong.web.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChosenTracesTest {

  private static final String TRACE = "0123456789abcdef0123456789abcdef";
  private static final String SPAN = "0123456789abcdef";

  private static boolean isMade(double share, Context parent, SpanKind kind) {
    return new ChosenTraces(share)
            .shouldSample(parent, TRACE, "name", kind, Attributes.empty(), List.of())
            .getDecision()
        == SamplingDecision.RECORD_AND_SAMPLE;
  }

  private static Context below(SpanContext context) {
    return Context.root().with(Span.wrap(context));
  }

  private static Context here(TraceFlags flags) {
    return below(SpanContext.create(TRACE, SPAN, flags, TraceState.getDefault()));
  }

  private static Context elsewhere(TraceFlags flags) {
    return below(SpanContext.createFromRemoteParent(TRACE, SPAN, flags, TraceState.getDefault()));
  }

  @Test
  void aShareOfWhatBeginsHere() {
    assertThat(isMade(1, Context.root(), SpanKind.SERVER)).isTrue();
    assertThat(isMade(0, Context.root(), SpanKind.SERVER)).isFalse();
    assertThat(isMade(1, Context.root(), SpanKind.INTERNAL)).isTrue();
  }

  @Test
  void statementsBelongToARequestOrAreNotTold() {
    assertThat(isMade(1, Context.root(), SpanKind.CLIENT)).isFalse();
    assertThat(isMade(0, here(TraceFlags.getSampled()), SpanKind.CLIENT)).isTrue();
    assertThat(isMade(1, here(TraceFlags.getDefault()), SpanKind.CLIENT)).isFalse();
  }

  @Test
  void whatACallerSaysDecidesNothing() {
    assertThat(isMade(0, elsewhere(TraceFlags.getSampled()), SpanKind.SERVER)).isFalse();
    assertThat(isMade(1, elsewhere(TraceFlags.getDefault()), SpanKind.SERVER)).isTrue();
  }
}
