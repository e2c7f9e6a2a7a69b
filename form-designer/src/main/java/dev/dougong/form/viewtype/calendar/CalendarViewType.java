package dev.dougong.form.viewtype.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.form.viewtype.ViewCheck;
import dev.dougong.form.viewtype.ViewSchema;
import dev.dougong.form.viewtype.ViewType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Records on the day that a date of theirs names; they move between days. */
@ApplicationScoped
public final class CalendarViewType implements ViewType {

  private static final String BY = "by";

  @Override
  public String id() {
    return "calendar";
  }

  @Override
  public ObjectNode schema() {
    return ViewSchema.of(
        """
        {"properties":{
          "by":{"$ref":"#/$defs/key","description":"Date by which the records stand in the calendar."}},
         "required":["by"]}
        """);
  }

  @Override
  public void check(ViewCheck view) {
    Field by = view.field("/" + BY);
    if (by != null && by.kind() != ValueKind.DATE) {
      view.add(Problem.at("/" + BY, "view.noDate").with("value", by.key()));
    }
  }

  @Override
  public @Nullable ObjectNode shownTo(JsonNode options, Predicate<String> isSeen) {
    return isSeen.test(options.path(BY).asText()) ? options.deepCopy() : null;
  }
}
