package dev.dougong.form.viewtype.gantt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.form.viewtype.ViewCheck;
import dev.dougong.form.viewtype.ViewSchema;
import dev.dougong.form.viewtype.ViewType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Records as bars from one date to another; they are moved and made longer. */
@ApplicationScoped
public final class GanttViewType implements ViewType {

  private static final String START = "start";
  private static final String END = "end";
  private static final String GROUP = "group";
  private static final String COLOR = "color";

  @Override
  public String id() {
    return "gantt";
  }

  @Override
  public ObjectNode schema() {
    return ViewSchema.of(
        """
        {"properties":{
          "start":{"$ref":"#/$defs/key","description":"Date on which a bar begins."},
          "end":{"$ref":"#/$defs/key","description":"Date on which a bar ends, that day included."},
          "group":{"$ref":"#/$defs/key","description":"Field by whose values the bars stand together."},
          "color":{"$ref":"#/$defs/key","description":"Field with options whose colours the bars have."}},
         "required":["start","end"]}
        """);
  }

  @Override
  public void check(ViewCheck view) {
    for (String name : List.of(START, END)) {
      Field day = view.field("/" + name);
      if (day != null && day.kind() != ValueKind.DATE) {
        view.add(Problem.at("/" + name, "view.noDate").with("value", day.key()));
      }
    }
    JsonNode options = view.options();
    if (options.path(START).asText().equals(options.path(END).asText())) {
      view.add(Problem.at("/" + END, "view.sameDates").with("value", options.path(END).asText()));
    }
    if (options.has(GROUP)) {
      checkGroup(view);
    }
    if (options.has(COLOR)) {
      Field color = view.field("/" + COLOR);
      if (color != null && color.type().choices(color.definition()).isEmpty()) {
        view.add(Problem.at("/" + COLOR, "view.noChoices").with("value", color.key()));
      }
    }
  }

  private static void checkGroup(ViewCheck view) {
    Field group = view.field("/" + GROUP);
    if (group == null) {
      return;
    }
    switch (group.kind()) {
      case TEXT, REFERENCE, BOOLEAN -> {}
      case INTEGER,
          DECIMAL,
          DATE,
          TIME,
          DATE_TIME,
          DURATION,
          TEXT_LIST,
          REFERENCE_LIST,
          TABLE,
          JSON,
          SEALED ->
          view.add(Problem.at("/" + GROUP, "view.noGroup").with("value", group.key()));
    }
  }

  @Override
  public @Nullable ObjectNode shownTo(JsonNode options, Predicate<String> isSeen) {
    if (!isSeen.test(options.path(START).asText()) || !isSeen.test(options.path(END).asText())) {
      return null;
    }
    ObjectNode shown = options.deepCopy();
    for (String name : List.of(GROUP, COLOR)) {
      if (!isSeen.test(options.path(name).asText())) {
        shown.remove(name);
      }
    }
    return shown;
  }
}
