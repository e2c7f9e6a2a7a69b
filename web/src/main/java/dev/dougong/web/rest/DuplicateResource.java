package dev.dougong.web.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.definition.DuplicateRule;
import dev.dougong.engine.duplicate.Duplicates;
import dev.dougong.engine.duplicate.Duplicates.Found;
import dev.dougong.engine.duplicate.Duplicates.Group;
import dev.dougong.engine.duplicate.Duplicates.Query;
import dev.dougong.engine.query.RecordQueries;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records of an entity that are probably the same. */
@Path("/api/data/{entity}/duplicates")
@Produces(MediaType.APPLICATION_JSON)
public final class DuplicateResource {

  private static final Set<String> KNOWN = Set.of("rule", "limit", "after");
  private static final int PAGE = 10;

  private final Caller caller;
  private final Duplicates duplicates;
  private final RecordQueries queries;

  /** Over the finder. */
  @Inject
  public DuplicateResource(Caller caller, Duplicates duplicates, RecordQueries queries) {
    this.caller = caller;
    this.duplicates = duplicates;
    this.queries = queries;
  }

  /** A page of groups with their records, and the rules that there are. */
  @GET
  @Policy(Who.SIGNED_IN)
  public byte[] find(@PathParam("entity") String entity, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), KNOWN);
    Query query =
        new Query(
            entity,
            parameters.text("rule"),
            parameters.number("limit", PAGE),
            parameters.text("after"));
    Access access = caller.access();
    Found found = duplicates.find(access, query);
    List<DuplicateRule> rules = duplicates.rules(access, entity);
    return JsonAnswers.of(out -> write(access, entity, rules, found, out));
  }

  private void write(
      Access access, String entity, List<DuplicateRule> rules, Found found, JsonGenerator out)
      throws IOException {
    Set<UUID> records = new TreeSet<>();
    out.writeStartObject();
    out.writeArrayFieldStart("items");
    for (Group group : found.groups()) {
      records.addAll(group.records());
      out.writeStartObject();
      out.writeStringField("rule", group.rule());
      out.writeArrayFieldStart("records");
      for (UUID record : group.records()) {
        out.writeString(record.toString());
      }
      out.writeEndArray();
      out.writeNumberField("count", group.count());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeFieldName("records");
    queries.readAll(access, entity, records, out);
    out.writeStringField("next", found.next());
    out.writeNumberField("tooCommon", found.tooCommon());
    out.writeArrayFieldStart("rules");
    for (DuplicateRule rule : rules) {
      write(rule, out);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(DuplicateRule rule, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", rule.key());
    out.writeObjectFieldStart("label");
    for (Map.Entry<String, String> text : rule.label().texts().entrySet()) {
      out.writeStringField(text.getKey(), text.getValue());
    }
    out.writeEndObject();
    out.writeArrayFieldStart("fields");
    for (DuplicateRule.Match match : rule.match()) {
      out.writeString(match.field());
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** Tells that records are different, each from each. */
  @POST
  @Path("dismiss")
  @Consumes(MediaType.APPLICATION_JSON)
  @Policy(Who.SIGNED_IN)
  public byte[] dismiss(@PathParam("entity") String entity, @Nullable ObjectNode body) {
    List<UUID> records = records(body);
    return count(duplicates.dismiss(caller.access(), entity, records));
  }

  /** Takes back that records are different. */
  @POST
  @Path("recall")
  @Consumes(MediaType.APPLICATION_JSON)
  @Policy(Who.SIGNED_IN)
  public byte[] recall(@PathParam("entity") String entity, @Nullable ObjectNode body) {
    List<UUID> records = records(body);
    return count(duplicates.recall(caller.access(), entity, records));
  }

  private static List<UUID> records(@Nullable ObjectNode body) {
    ObjectNode present = Bodies.present(body);
    Bodies.only(present, "", Set.of("records"));
    return Bodies.texts(present, "records").stream().map(Parameters::id).toList();
  }

  private static byte[] count(int pairs) {
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeNumberField("pairs", pairs);
          out.writeEndObject();
        });
  }
}
