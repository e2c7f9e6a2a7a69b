package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.problem.Problem;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a type may use while it reads a value: a sink for problems, the zone in which a person's
 * dates and times are meant, and the reading of fields inside a value (rows of a table). Made by
 * {@link FieldTypes#parsing}; one per place.
 */
public final class FieldParsing implements ProblemSink {

  private final FieldTypes types;
  private final ZoneId zone;
  private final ProblemSink problems;

  FieldParsing(FieldTypes types, ZoneId zone, ProblemSink problems) {
    this.types = types;
    this.zone = zone;
    this.problems = problems;
  }

  /** The zone of the app. */
  public ZoneId zone() {
    return zone;
  }

  @Override
  public void add(Problem problem) {
    problems.add(problem);
  }

  @Override
  public FieldParsing below(String parent) {
    return new FieldParsing(types, zone, problems.below(parent));
  }

  /** The same context with problems going elsewhere. */
  public FieldParsing telling(ProblemSink other) {
    return new FieldParsing(types, zone, other);
  }

  /**
   * Reads the value of a field by the field's own type; problems come here. Empty for no value, for
   * what could not be read, and for fields that the engine computes.
   */
  public Optional<Object> parseEntered(JsonNode json, FieldDefinition field) {
    FieldType type = types.get(field.type());
    return type.derivation(field) instanceof Derivation.Entered
        ? Optional.ofNullable(type.parse(json, field, this))
        : Optional.empty();
  }
}
