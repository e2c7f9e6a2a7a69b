package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.personal.Erasure;
import dev.dougong.engine.personal.PersonalRecords;
import dev.dougong.engine.personal.PersonalRecords.Count;
import dev.dougong.engine.personal.PersonalRecords.Erased;
import dev.dougong.engine.personal.PersonalRecords.Held;
import dev.dougong.engine.personal.PersonalRecords.Told;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is stored of a person: found, told, copied and erased, by who may erase. */
@Path("/api/personal")
@Produces(MediaType.APPLICATION_JSON)
public final class PersonalResource {

  private static final int MOST_SHOWN = 200;
  private static final int LONGEST = 100;

  private final Caller caller;
  private final PersonalRecords personal;
  private final PersonSearch search;
  private final Directory directory;
  private final ObjectMapper mapper;

  /** Over the records of people. */
  @Inject
  public PersonalResource(
      Caller caller,
      PersonalRecords personal,
      PersonSearch search,
      Directory directory,
      ObjectMapper mapper) {
    this.caller = caller;
    this.personal = personal;
    this.search = search;
    this.directory = directory;
    this.mapper = mapper;
  }

  /** Looks people up by name, number or address: {@code {"words"}}. */
  @POST
  @Path("find")
  @Consumes(MediaType.APPLICATION_JSON)
  @Policy(Who.PERSON)
  public ObjectNode find(@Nullable ObjectNode body) {
    ObjectNode present = Bodies.present(body);
    Bodies.only(present, "", Set.of("words"));
    String words = Bodies.text(present, "", "words").strip();
    if (words.length() < 2 || words.length() > LONGEST) {
      throw new InputException(Problem.at("/words", "personal.words").with("limit", LONGEST));
    }
    ObjectNode answer = mapper.createObjectNode();
    answer.set("items", search.find(access(), words));
    return answer;
  }

  /** The access of somebody who may erase people of any kind. */
  private Access access() {
    Access access = caller.access();
    if (PersonSearch.entities(access).isEmpty()) {
      throw new AccessException(Problem.of("forbidden"));
    }
    return access;
  }

  /** What is stored of a person. */
  @GET
  @Path("{entity}/{id}")
  @Policy(Who.PERSON)
  public ObjectNode tell(@PathParam("entity") String entity, @PathParam("id") String id) {
    Access access = caller.access();
    Told told = personal.tell(access, entity, Parameters.id(id));
    ObjectNode answer = mapper.createObjectNode();
    answer.put("confirm", word(told));
    ArrayNode records = answer.putArray("records");
    for (Held held : told.records()) {
      Entity of = access.metadata().entity(held.entity());
      ObjectNode record = records.addObject();
      record
          .put("entity", held.entity())
          .put("label", of.definition().label().in(access.locale(), of.key()))
          .put("id", held.id().toString())
          .put("title", held.title())
          .put("isDeleted", held.isDeleted());
      ArrayNode fields = record.putArray("fields");
      for (String key : held.fields()) {
        var field = of.field(key);
        fields.add(field == null ? key : field.definition().label().in(access.locale(), key));
      }
    }
    answer.set("related", counts(access, told.related()));
    answer.set("traces", counts(access, told.traces()));
    return answer;
  }

  private ArrayNode counts(Access access, List<Count> counts) {
    ArrayNode array = mapper.createArrayNode();
    for (Count count : counts) {
      array
          .addObject()
          .put("kind", count.kind())
          .put("label", count.label().in(access.locale(), count.kind()))
          .put("count", count.count());
    }
    return array;
  }

  /** What is typed so that nobody erases by a slip: what the person is called, or the id. */
  private static String word(Told told) {
    Held first = told.records().get(0);
    return first.title().isBlank() ? first.id().toString() : first.title().strip();
  }

  /** All of it, for the person. */
  @GET
  @Path("{entity}/{id}/copy")
  @Produces({"application/zip", MediaType.APPLICATION_JSON})
  @Policy(Who.PERSON)
  public Response copy(@PathParam("entity") String entity, @PathParam("id") String id) {
    Access access = caller.access();
    UUID record = Parameters.id(id);
    var unused = personal.tell(access, entity, record); // refuses before the first byte leaves
    StreamingOutput content = out -> personal.copy(access, entity, record, out);
    return Response.ok(content)
        .type("application/zip")
        .header("Content-Disposition", "attachment; filename=\"personal-data.zip\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  /** Erases the person: {@code {"confirm"}}, the word that was told. */
  @POST
  @Path("{entity}/{id}/erase")
  @Consumes(MediaType.APPLICATION_JSON)
  @Policy(Who.PERSON)
  public ObjectNode erase(
      @PathParam("entity") String entity, @PathParam("id") String id, @Nullable ObjectNode body) {
    ObjectNode present = Bodies.present(body);
    Bodies.only(present, "", Set.of("confirm"));
    Access access = caller.access();
    UUID record = Parameters.id(id);
    String word = word(personal.tell(access, entity, record));
    if (!word.equals(Bodies.text(present, "", "confirm").strip())) {
      throw new InputException(Problem.at("/confirm", "personal.notConfirmed"));
    }
    Erased erased = personal.erase(access, entity, record);
    return mapper
        .createObjectNode()
        .put("id", erased.id().toString())
        .put("records", erased.records())
        .put("changes", erased.changes())
        .put("elsewhere", erased.elsewhere());
  }

  /** Erasures, the newest first, without anything that tells of a person. */
  @GET
  @Path("ledger")
  @Policy(Who.PERSON)
  public ObjectNode ledger() {
    Access access = access();
    List<Erasure> all = personal.ledger(Instant.EPOCH);
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (int i = all.size() - 1; i >= Math.max(0, all.size() - MOST_SHOWN); i--) {
      items.add(item(access, all.get(i)));
    }
    answer.put("limit", MOST_SHOWN);
    return answer;
  }

  private JsonNode item(Access access, Erasure erasure) {
    Entity entity = access.metadata().findEntity(erasure.entity());
    UUID actor = erasure.actor();
    return mapper
        .createObjectNode()
        .put("id", erasure.id().toString())
        .put("at", ValueJson.text(erasure.at()))
        .put("by", actor == null ? null : directory.userName(actor))
        .put(
            "label",
            entity == null ? "" : entity.definition().label().in(access.locale(), entity.key()))
        .put("records", erasure.records().size());
  }
}
