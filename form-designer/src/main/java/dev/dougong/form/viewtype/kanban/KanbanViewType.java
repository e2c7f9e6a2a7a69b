package dev.dougong.form.viewtype.kanban;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.form.viewtype.ViewCheck;
import dev.dougong.form.viewtype.ViewSchema;
import dev.dougong.form.viewtype.ViewType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A column for each value of a choice or stage; records move between them. */
@ApplicationScoped
public final class KanbanViewType implements ViewType {

  private static final String BY = "by";
  private static final String SUMS = "sums";

  @Override
  public String id() {
    return "kanban";
  }

  @Override
  public ObjectNode schema() {
    return ViewSchema.of(
        """
        {"properties":{
          "by":{"$ref":"#/$defs/key","description":"Choice or stage whose values are the columns."},
          "values":{"type":"array","minItems":1,"maxItems":100,"uniqueItems":true,
            "items":{"type":"string","maxLength":100},
            "description":"Columns in their order; absent means all values that are still offered."},
          "sums":{"type":"array","maxItems":3,"uniqueItems":true,"items":{"$ref":"#/$defs/key"},
            "description":"Numbers that are summed up for each column."}},
         "required":["by"]}
        """);
  }

  @Override
  public void check(ViewCheck view) {
    Field by = view.field("/" + BY);
    if (by != null) {
      List<String> choices = by.type().choices(by.definition());
      if (choices.isEmpty()) {
        view.add(Problem.at("/" + BY, "view.noChoices").with("value", by.key()));
      } else {
        checkValues(view, choices);
      }
    }
    JsonNode sums = view.options().path(SUMS);
    for (int i = 0; i < sums.size(); i++) {
      Field field = view.field("/" + SUMS + "/" + i);
      if (field != null && !isNumber(field)) {
        view.add(Problem.at("/" + SUMS + "/" + i, "view.noNumber").with("value", field.key()));
      }
    }
  }

  private static void checkValues(ViewCheck view, List<String> choices) {
    JsonNode values = view.options().path("values");
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i).asText();
      if (!choices.contains(value)) {
        view.add(
            Problem.at("/values/" + i, "view.unknownValue")
                .with("value", value)
                .with("known", choices)
                .near(NearNames.near(value, choices)));
      }
    }
  }

  private static boolean isNumber(Field field) {
    return field.kind() == ValueKind.INTEGER || field.kind() == ValueKind.DECIMAL;
  }

  @Override
  public @Nullable ObjectNode shownTo(JsonNode options, Predicate<String> isSeen) {
    if (!isSeen.test(options.path(BY).asText())) {
      return null;
    }
    ObjectNode shown = options.deepCopy();
    if (shown.has(SUMS)) {
      var sums = shown.putArray(SUMS);
      for (JsonNode sum : options.path(SUMS)) {
        if (isSeen.test(sum.asText())) {
          sums.add(sum);
        }
      }
    }
    return shown;
  }
}
