package dev.dougong.engine.expression;

import dev.dougong.engine.seal.FieldSeals;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything an expression may know besides the record. Immutable but for the sink.
 *
 * @param now the instant of the request; cut to microseconds
 * @param zone the zone of {@code today()} and of dates and hours of a date-time
 * @param user the user who asks, or null for the system
 * @param userOrgUnit the unit of that user, or null
 * @param roles role keys of that user
 * @param orgTree the organisation tree
 * @param diagnostics hears why values became null
 * @param seals what compares texts with values of encrypted fields
 */
public record EvaluationContext(
    Instant now,
    ZoneId zone,
    @Nullable UUID user,
    @Nullable UUID userOrgUnit,
    Set<String> roles,
    OrgTree orgTree,
    DiagnosticSink diagnostics,
    FieldSeals seals) {

  /** Where no field is encrypted. */
  public EvaluationContext(
      Instant now,
      ZoneId zone,
      @Nullable UUID user,
      @Nullable UUID userOrgUnit,
      Set<String> roles,
      OrgTree orgTree,
      DiagnosticSink diagnostics) {
    this(now, zone, user, userOrgUnit, roles, orgTree, diagnostics, FieldSeals.NONE);
  }

  /** Cuts {@code now} to what a stored date-time holds. */
  public EvaluationContext {
    now = now.truncatedTo(ChronoUnit.MICROS);
    roles = Set.copyOf(roles);
  }

  /** The date of {@code now} in the zone. */
  public LocalDate today() {
    return LocalDate.ofInstant(now, zone);
  }

  /** The same context with another sink. */
  public EvaluationContext with(DiagnosticSink sink) {
    return new EvaluationContext(now, zone, user, userOrgUnit, roles, orgTree, sink, seals);
  }
}
