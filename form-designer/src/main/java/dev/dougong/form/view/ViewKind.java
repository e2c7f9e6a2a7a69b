package dev.dougong.form.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.LooseParts;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.form.viewtype.ViewCheck;
import dev.dougong.form.viewtype.ViewSchema;
import dev.dougong.form.viewtype.ViewType;
import dev.dougong.form.viewtype.ViewTypes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** List views: how people see many records. */
@ApplicationScoped
public final class ViewKind implements DocumentKind {

  private static final LooseParts LOOSE = LooseParts.of("/columns/#", "/sort/#");

  private final ViewTypes types;

  /** With the types that documents may name. */
  @Inject
  public ViewKind(ViewTypes types) {
    this.types = types;
  }

  @Override
  public String id() {
    return "view";
  }

  @Override
  public @Nullable String loosePart(String place) {
    return LOOSE.at(place);
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = SchemaResource.read(ViewKind.class, "view");
    ViewSchema.add(schema, types);
    return schema;
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    JsonNode content = document.content();
    Entity entity = candidate.entity(content.path("entity").asText(), "/entity", problems);
    if (entity == null) {
      return;
    }
    JsonNode columns = content.path("columns");
    for (int i = 0; i < columns.size(); i++) {
      String field = columns.get(i).path("field").asText();
      candidate.hasField(entity, field, "/columns/" + i + "/field", problems);
    }
    JsonNode sort = content.path("sort");
    for (int i = 0; i < sort.size(); i++) {
      String term = sort.get(i).asText();
      String field = term.startsWith("-") ? term.substring(1) : term;
      candidate.hasField(entity, field, "/sort/" + i, problems);
    }
    if (content.path("filter").isTextual()) {
      candidate.expression(
          content.path("filter").asText(), entity.scope(), ValueType.BOOLEAN, "/filter", problems);
    }
    ViewType type = types.find(content.path("type").asText(""));
    if (type != null) {
      type.check(new ViewCheck(entity, content.path("options"), candidate, problems));
    }
  }
}
