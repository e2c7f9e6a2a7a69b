package dev.dougong.engine.metadata.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Menus of the PC and the phone. */
@ApplicationScoped
public final class MenuKind implements DocumentKind {

  private static final List<String> TARGETS = List.of("view", "dashboard", "report");

  @Override
  public String id() {
    return "menu";
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(MenuKind.class, "menu");
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    checkItems(document.content().path("items"), "/items", candidate, problems);
    JsonNode phone = document.content().path("phone");
    for (int i = 0; i < phone.size(); i++) {
      candidate.entity(phone.get(i).asText(), "/phone/" + i, problems);
    }
  }

  private static void checkItems(
      JsonNode items, String place, Candidate candidate, ProblemSink problems) {
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      String here = place + "/" + i;
      int targets = item.has("items") ? 1 : 0;
      if (item.has("entity")) {
        targets++;
        candidate.entity(item.path("entity").asText(), here + "/entity", problems);
      }
      for (String kind : TARGETS) {
        if (item.has(kind)) {
          targets++;
          candidate.hasDocument(
              kind, item.path(kind).asText(), here + Problem.pointer(kind), problems);
        }
      }
      if (targets != 1) {
        problems.add(Problem.at(here, "metadata.menuTarget"));
      }
      checkItems(item.path("items"), here + "/items", candidate, problems);
    }
  }
}
