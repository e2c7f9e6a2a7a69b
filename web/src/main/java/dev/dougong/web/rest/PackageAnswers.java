package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.publish.PublishResult;
import dev.dougong.engine.packages.Choices.Side;
import dev.dougong.engine.packages.PackagePlan;
import dev.dougong.engine.packages.PackagePlan.Conflict;
import dev.dougong.engine.packages.PackagePlan.Item;
import dev.dougong.engine.storage.SchemaChange;
import dev.dougong.web.error.ProblemResponses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Plans and results of packages as trees, in the reader's language. */
@Singleton
final class PackageAnswers {

  private final ProblemResponses problems;
  private final ObjectMapper mapper;

  @Inject
  PackageAnswers(ProblemResponses problems, ObjectMapper mapper) {
    this.problems = problems;
    this.mapper = mapper;
  }

  /** {@code {app,version,installed,applicable,items,errors,steps,warnings}}. */
  ObjectNode plan(PackagePlan plan, Locale locale) {
    ObjectNode answer = mapper.createObjectNode();
    answer.put("app", plan.app());
    answer.put("version", plan.version());
    answer.put("installed", plan.installed());
    answer.put("applicable", plan.isApplicable());
    ArrayNode items = answer.putArray("items");
    plan.items().forEach(item -> items.add(item(item, locale)));
    answer.set("errors", problems.errors(plan.problems(), locale));
    answer.set("steps", steps(plan.changes()));
    answer.set("warnings", problems.errors(plan.warnings(), locale));
    return answer;
  }

  private ObjectNode item(Item item, Locale locale) {
    ObjectNode node = mapper.createObjectNode();
    String document = item.kind() + "/" + item.key();
    node.put("kind", item.kind());
    node.put("key", item.key());
    node.put("action", item.action().name().toLowerCase(Locale.ROOT));
    node.set("errors", problems.errors(item.problems(), locale));
    ArrayNode conflicts = node.putArray("conflicts");
    for (Conflict conflict : item.conflicts()) {
      ObjectNode one = conflicts.addObject();
      Side choice = conflict.choice();
      one.put("place", conflict.place());
      one.set("base", conflict.base());
      one.set("ours", conflict.ours());
      one.set("theirs", conflict.theirs());
      one.put("choice", choice == null ? null : choice.name().toLowerCase(Locale.ROOT));
      one.set(
          "error",
          problems.errors(List.of(conflict.problem().with("document", document)), locale).get(0));
    }
    return node;
  }

  /** {@code {version,items,steps,warnings}}. */
  ObjectNode result(PublishResult result, Locale locale) {
    ObjectNode answer = mapper.createObjectNode();
    answer.put("version", result.version());
    ArrayNode items = answer.putArray("items");
    result
        .published()
        .forEach(name -> items.addObject().put("kind", name.kind()).put("key", name.key()));
    answer.set("steps", steps(result.changes()));
    answer.set("warnings", problems.errors(result.warnings(), locale));
    return answer;
  }

  private ArrayNode steps(Collection<SchemaChange> changes) {
    ArrayNode steps = mapper.createArrayNode();
    for (SchemaChange change : changes) {
      steps
          .addObject()
          .put("change", change.getClass().getSimpleName())
          .put("entity", change.entity())
          .put("field", change.field())
          .put("destructive", change.isDestructive());
    }
    return steps;
  }
}
