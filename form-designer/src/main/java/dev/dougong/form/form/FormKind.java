package dev.dougong.form.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.LooseParts;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.Problem;
import dev.dougong.form.rule.FormRuleCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Forms: how people enter a record. */
@ApplicationScoped
public final class FormKind implements DocumentKind {

  private static final LooseParts LOOSE = LooseParts.of("/layout/#/fields/#");

  private final FieldTypes types;

  /** With the types of the fields that forms offer values of. */
  @Inject
  public FormKind(FieldTypes types) {
    this.types = types;
  }

  @Override
  public String id() {
    return "form";
  }

  @Override
  public @Nullable String loosePart(String place) {
    return LOOSE.at(place);
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(FormKind.class, "form");
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    JsonNode content = document.content();
    Entity entity = candidate.entity(content.path("entity").asText(), "/entity", problems);
    if (entity == null) {
      return;
    }
    JsonNode roles = content.path("roles");
    for (int i = 0; i < roles.size(); i++) {
      candidate.hasDocument("role", roles.get(i).asText(), "/roles/" + i, problems);
    }
    Set<String> seen = new HashSet<>();
    JsonNode layout = content.path("layout");
    for (int i = 0; i < layout.size(); i++) {
      JsonNode section = layout.get(i);
      String place = "/layout/" + i;
      if (section.path("visible").isTextual()) {
        candidate.expression(
            section.path("visible").asText(),
            entity.scope(),
            ValueType.BOOLEAN,
            place + "/visible",
            problems);
      }
      JsonNode fields = section.path("fields");
      for (int j = 0; j < fields.size(); j++) {
        JsonNode item = fields.get(j);
        String field = item.isTextual() ? item.asText() : item.path("field").asText();
        String here = place + "/fields/" + j + (item.isTextual() ? "" : "/field");
        boolean isKnown = candidate.hasField(entity, field, here, problems);
        if (isKnown && !seen.add(field)) {
          problems.add(Problem.at(here, "form.fieldTwice").with("value", field));
        }
      }
    }
    new FormRuleCheck(types, entity, seen, candidate, problems).check(content.path("rules"));
  }
}
