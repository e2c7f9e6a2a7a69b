package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.problem.Problem;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

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

  /** Reads the value of a field by the field's own type; problems come here. */
  public @Nullable Object parse(JsonNode json, FieldDefinition field) {
    return types.get(field.type()).parse(json, field, this);
  }
}
