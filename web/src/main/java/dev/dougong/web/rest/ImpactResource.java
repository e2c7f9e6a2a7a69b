package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.metadata.impact.Impact;
import dev.dougong.engine.metadata.impact.Impacts;
import dev.dougong.engine.metadata.impact.OtherUse;
import dev.dougong.engine.metadata.impact.Use;
import dev.dougong.engine.metadata.impact.UsingDocument;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What hangs on fields and entities, for who wants to change them. */
@Path("/api/meta/impacts")
@Produces(MediaType.APPLICATION_JSON)
public final class ImpactResource {

  private final Impacts impacts;
  private final Directory directory;
  private final ObjectMapper mapper;

  /** Over the stored documents. */
  @Inject
  public ImpactResource(Impacts impacts, Directory directory, ObjectMapper mapper) {
    this.impacts = impacts;
    this.directory = directory;
    this.mapper = mapper;
  }

  /** What hangs on a published entity. */
  @GET
  @Path("{entity}")
  @Policy(Who.ADMIN)
  public ObjectNode ofEntity(@PathParam("entity") String entity) {
    return answer(impacts.ofEntity(entity));
  }

  /** What hangs on a published field; one of the rows of a table is {@code table.field}. */
  @GET
  @Path("{entity}/{field}")
  @Policy(Who.ADMIN)
  public ObjectNode ofField(@PathParam("entity") String entity, @PathParam("field") String field) {
    return answer(impacts.ofField(entity, field));
  }

  private ObjectNode answer(Impact impact) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode documents = answer.putArray("documents");
    impact.documents().forEach(one -> document(one, documents.addObject()));
    ArrayNode others = answer.putArray("others");
    for (OtherUse other : impact.others()) {
      others
          .addObject()
          .put("kind", other.kind())
          .put("key", other.key())
          .put("name", other.name())
          .put("count", other.count());
    }
    Impact.@Nullable Records records = impact.records();
    if (records == null) {
      answer.putNull("records");
    } else {
      answer.putObject("records").put("count", records.count()).put("more", records.isMore());
    }
    return answer;
  }

  private void document(UsingDocument using, ObjectNode node) {
    node.put("kind", using.name().kind()).put("key", using.name().key());
    using.label().texts().forEach(node.putObject("label")::put);
    node.put("owner", using.owner());
    node.put("loose", using.isLoose());
    node.put("hasDraft", using.hasDraft());
    node.put("draftBy", using.draftBy() == null ? null : directory.userName(using.draftBy()));
    ArrayNode uses = node.putArray("uses");
    for (Use use : using.uses()) {
      ObjectNode item = uses.addObject().put("pointer", use.pointer());
      use.path().forEach(item.putArray("path")::add);
      item.put("text", use.text())
          .put("expression", use.isExpression())
          .put("loose", use.isLoose())
          .put("draft", use.isDraft());
    }
  }
}
