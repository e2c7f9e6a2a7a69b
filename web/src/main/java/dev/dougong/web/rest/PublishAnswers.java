package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishResult;
import dev.dougong.engine.storage.SchemaChange;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.error.ProblemResponses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** What a publishing did, or would do, in the reader's language. */
@Singleton
final class PublishAnswers {

  private final Caller caller;
  private final ProblemResponses problems;
  private final ObjectMapper mapper;

  @Inject
  PublishAnswers(Caller caller, ProblemResponses problems, ObjectMapper mapper) {
    this.caller = caller;
    this.problems = problems;
    this.mapper = mapper;
  }

  ObjectNode of(PublishResult result) {
    ObjectNode answer = mapper.createObjectNode();
    answer.put("version", result.version());
    names(result.published(), answer.putArray("published"));
    names(result.drafts(), answer.putArray("drafts"));
    ArrayNode steps = answer.putArray("steps");
    for (SchemaChange change : result.changes()) {
      steps
          .addObject()
          .put("change", change.getClass().getSimpleName())
          .put("entity", change.entity())
          .put("field", change.field())
          .put("destructive", change.isDestructive());
    }
    answer.set("warnings", problems.errors(result.warnings(), caller.locale()));
    return answer;
  }

  private static void names(List<Document.Name> names, ArrayNode items) {
    for (Document.Name name : names) {
      items.addObject().put("kind", name.kind()).put("key", name.key());
    }
  }
}
