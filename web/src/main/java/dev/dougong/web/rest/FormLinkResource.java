package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Directory;
import dev.dougong.form.link.FormLink;
import dev.dougong.form.link.FormLinks;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.Secrets;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Public links of a form. The token is answered once, when the link is made, and never again. */
@Path("/api/forms/{form}/links")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FormLinkResource {

  private final Caller caller;
  private final FormLinks links;
  private final Directory directory;
  private final ObjectMapper mapper;

  /** Over the links of the workspace. */
  @Inject
  public FormLinkResource(
      Caller caller, FormLinks links, Directory directory, ObjectMapper mapper) {
    this.caller = caller;
    this.links = links;
    this.directory = directory;
    this.mapper = mapper;
  }

  /**
   * On which terms a form is shared.
   *
   * @param fixed values that every record gets, by field key
   * @param expiresAt with an offset, as all moments
   */
  public record ShareRequest(
      @Nullable String label,
      @Nullable ObjectNode fixed,
      @Nullable String thanks,
      @Nullable String expiresAt,
      @Nullable Long maxEntries) {}

  /** The links, and what visitors fill in. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list(@PathParam("form") String form) {
    FormLinks.Shared shared = links.list(caller.access(), form);
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    shared.links().forEach(link -> items.add(show(link)));
    answer.putNull("next");
    answer.set("offered", texts(shared.offered()));
    answer.set("kept", texts(shared.kept()));
    return answer;
  }

  /** Shares the form. */
  @POST
  @Policy(Who.ADMIN)
  public Response share(@PathParam("form") String form, @Nullable ShareRequest request) {
    ShareRequest wanted = Bodies.present(request);
    Map<String, JsonNode> fixed = new LinkedHashMap<>();
    if (wanted.fixed() != null) {
      wanted.fixed().properties().forEach(one -> fixed.put(one.getKey(), one.getValue()));
    }
    String token = Secrets.next();
    FormLink link =
        links.share(
            caller.access(),
            form,
            new FormLink.Terms(
                wanted.label() == null ? "" : wanted.label(),
                fixed,
                wanted.thanks() == null ? "" : wanted.thanks(),
                moment(wanted.expiresAt()),
                wanted.maxEntries()),
            Secrets.hash(token));
    return Response.status(Response.Status.CREATED)
        .entity(show(link).put("token", token).put("address", "/p/" + token))
        .header("Location", "/api/forms/" + form + "/links/" + link.id())
        .build();
  }

  /** Switches a link off. */
  @DELETE
  @Path("{id}")
  @Policy(Who.ADMIN)
  public void close(@PathParam("form") String form, @PathParam("id") String id) {
    links.close(caller.access(), form, Parameters.id(id));
  }

  /** What came in and made no record. */
  @GET
  @Path("{id}/waiting")
  @Policy(Who.ADMIN)
  public ObjectNode waiting(@PathParam("form") String form, @PathParam("id") String id) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (FormLinks.Waiting one : links.waiting(caller.access(), form, Parameters.id(id))) {
      ObjectNode item = items.addObject().put("id", one.id().toString());
      ExecutionJson.moment(item, "at", one.at());
      item.put("code", one.code()).put("field", one.field());
      ObjectNode values = item.putObject("values");
      one.values().forEach(values::set);
    }
    answer.putNull("next");
    return answer;
  }

  /** Somebody has seen to an entry. */
  @DELETE
  @Path("{id}/waiting/{entry}")
  @Policy(Who.ADMIN)
  public void settle(
      @PathParam("form") String form,
      @PathParam("id") String id,
      @PathParam("entry") String entry) {
    links.settle(caller.access(), form, Parameters.id(id), Parameters.id(entry));
  }

  private ObjectNode show(FormLink link) {
    FormLink.Terms terms = link.terms();
    ObjectNode item = mapper.createObjectNode().put("id", link.id().toString());
    item.put("label", terms.label()).put("thanks", terms.thanks());
    ObjectNode fixed = item.putObject("fixed");
    terms.fixed().forEach(fixed::set);
    ExecutionJson.moment(item, "expiresAt", terms.expiresAt());
    item.put("maxEntries", terms.maxEntries());
    UUID maker = link.maker().user();
    item.putObject("createdBy").put("id", maker.toString()).put("label", directory.userName(maker));
    ExecutionJson.moment(item, "createdAt", link.maker().at());
    item.put("entries", link.entries()).put("waiting", link.waiting());
    return item.put("state", link.state().key());
  }

  private ArrayNode texts(List<String> texts) {
    ArrayNode array = mapper.createArrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static @Nullable Instant moment(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Bodies.wrong("/expiresAt", "\"2026-01-31T08:00:00+08:00\"");
    }
  }
}
