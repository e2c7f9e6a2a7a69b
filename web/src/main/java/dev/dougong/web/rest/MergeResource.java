package dev.dougong.web.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.query.RecordQueries;
import dev.dougong.engine.record.RecordMerges;
import dev.dougong.engine.record.RecordMerges.Choice;
import dev.dougong.engine.record.RecordMerges.Kept;
import dev.dougong.engine.record.RecordMerges.Merge;
import dev.dougong.engine.record.RecordMerges.Merged;
import dev.dougong.engine.record.RecordMerges.Other;
import dev.dougong.engine.record.RecordMerges.Parted;
import dev.dougong.engine.record.RecordMerges.Pointing;
import dev.dougong.engine.record.RecordMerges.Preview;
import dev.dougong.engine.record.RecordMerges.Suggestion;
import dev.dougong.engine.record.RecordMerges.Wish;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Several records that become one, and are parted again. */
@Path("/api/data/{entity}")
@Produces(MediaType.APPLICATION_JSON)
public final class MergeResource {

  private static final int MOST_NAMED = 200;
  private static final int MOST_KEPT = 200;

  private final Caller caller;
  private final RecordMerges merges;
  private final RecordQueries queries;
  private final Directory directory;

  /** Over the write path. */
  @Inject
  public MergeResource(
      Caller caller, RecordMerges merges, RecordQueries queries, Directory directory) {
    this.caller = caller;
    this.merges = merges;
    this.queries = queries;
    this.directory = directory;
  }

  /** What merging the records {@code with} into this one would do. */
  @GET
  @Path("{id}/merge")
  @Policy(Who.SIGNED_IN)
  public byte[] preview(
      @PathParam("entity") String entity, @PathParam("id") String id, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("with"));
    UUID survivor = Parameters.id(id);
    List<UUID> others = parameters.list("with").stream().map(Parameters::id).toList();
    Preview preview = merges.preview(caller.access(), entity, survivor, others);
    return JsonAnswers.of(out -> write(preview, out));
  }

  private static void write(Preview preview, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("fields");
    for (Suggestion one : preview.fields()) {
      out.writeStartObject();
      out.writeStringField("field", one.field());
      UUID from = one.from();
      if (from == null) {
        out.writeNullField("from");
      } else {
        out.writeStringField("from", from.toString());
      }
      out.writeBooleanField("united", one.isUnited());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("references");
    for (Pointing one : preview.references()) {
      out.writeStartObject();
      out.writeStringField("record", one.record().toString());
      out.writeStringField("entity", one.entity());
      out.writeStringField("field", one.field());
      out.writeNumberField("count", one.count());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** Merges other records into this one, whole or not at all. */
  @POST
  @Path("{id}/merge")
  @Consumes(MediaType.APPLICATION_JSON)
  @Policy(Who.SIGNED_IN)
  public Response merge(
      @PathParam("entity") String entity,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable ObjectNode body) {
    UUID survivor = Parameters.id(id);
    long version = Parameters.version(ifMatch);
    Wish wish = wish(Bodies.present(body));
    Access access = caller.access();
    Merged merged = merges.merge(access, entity, survivor, version, wish);
    byte[] answer =
        JsonAnswers.of(
            out -> {
              out.writeStartObject();
              out.writeStringField("merge", merged.merge().toString());
              out.writeNumberField("moved", merged.moved());
              out.writeFieldName("record");
              queries.write(access, merged.record(), out);
              out.writeEndObject();
            });
    return Response.ok(answer).header("ETag", "\"" + merged.record().version() + "\"").build();
  }

  private static Wish wish(ObjectNode body) {
    Bodies.only(body, "", Set.of("others", "values"));
    List<Other> others = new ArrayList<>();
    for (ObjectNode other : Bodies.objects(body, "others")) {
      String place = "/others/" + others.size();
      Bodies.only(other, place, Set.of("id", "version"));
      JsonNode version = other.path("version");
      if (!version.isIntegralNumber() || !version.canConvertToLong()) {
        throw Bodies.wrong(place + "/version", "1");
      }
      others.add(new Other(Parameters.id(Bodies.text(other, place, "id")), version.longValue()));
    }
    Map<String, Choice> choices = new LinkedHashMap<>();
    if (body.has("values")) {
      for (Map.Entry<String, JsonNode> entry :
          Bodies.object(body.get("values"), "/values").properties()) {
        choices.put(entry.getKey(), choice(entry.getValue(), "/values/" + entry.getKey()));
      }
    }
    return new Wish(others, choices);
  }

  private static Choice choice(JsonNode json, String place) {
    ObjectNode choice = Bodies.object(json, place);
    Bodies.only(choice, place, Set.of("from", "value"));
    JsonNode value = choice.get("value");
    if (choice.size() != 1) {
      throw Bodies.wrong(place, "{\"from\"} | {\"value\"}");
    }
    return value == null
        ? new Choice.From(Parameters.id(Bodies.text(choice, place, "from")))
        : new Choice.Value(value);
  }

  /** The merges of some records, as survivor or as one that went into another. */
  @GET
  @Path("merges")
  @Policy(Who.SIGNED_IN)
  public byte[] list(@PathParam("entity") String entity, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("of"));
    List<UUID> records =
        parameters.list("of").stream().limit(MOST_NAMED).map(Parameters::id).toList();
    Access access = caller.access();
    List<Merge> all = merges.of(access, entity, records);
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (Merge merge : all) {
            write(merge, out);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private void write(Merge merge, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", merge.id().toString());
    out.writeStringField("survivor", merge.survivor().toString());
    writeIds("others", merge.others(), out);
    out.writeStringField("at", ValueJson.text(merge.at()));
    out.writeObjectFieldStart("by");
    out.writeStringField("id", merge.actor().toString());
    out.writeStringField("label", directory.userName(merge.actor()));
    out.writeEndObject();
    out.writeBooleanField("undone", merge.isUndone());
    out.writeEndObject();
  }

  private static void writeIds(String name, List<UUID> ids, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart(name);
    for (UUID id : ids) {
      out.writeString(id.toString());
    }
    out.writeEndArray();
  }

  /** Parts the records of a merge again. */
  @POST
  @Path("merges/{merge}/undo")
  @Policy(Who.SIGNED_IN)
  public byte[] undo(@PathParam("entity") String entity, @PathParam("merge") String merge) {
    Access access = caller.access();
    Parted parted = merges.undo(access, entity, Parameters.id(merge));
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeFieldName("record");
          queries.write(access, parted.record(), out);
          writeIds("others", parted.others(), out);
          out.writeNumberField("keptCount", parted.kept().size());
          out.writeArrayFieldStart("kept");
          for (Kept kept : parted.kept().stream().limit(MOST_KEPT).toList()) {
            write(access, kept, out);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** Names of fields that the reader may not see are left out, as those of entities are. */
  private static void write(Access access, Kept kept, JsonGenerator out) throws IOException {
    var entity = access.metadata().entity(kept.entity());
    if (access.entity(entity).isNone()) {
      return;
    }
    out.writeStartObject();
    out.writeStringField("entity", kept.entity());
    out.writeStringField("record", kept.record().toString());
    out.writeArrayFieldStart("fields");
    for (String key : kept.fields()) {
      var field = entity.field(key);
      if (field != null && access.field(entity, field) != FieldAccess.HIDDEN) {
        out.writeString(key);
      }
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
