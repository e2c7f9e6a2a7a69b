package dev.dougong.web.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.form.link.FormLinks;
import dev.dougong.form.viewtype.ViewTypes;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.Secrets;
import dev.dougong.web.rest.internal.RemoteAddress;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forms that anybody may fill in who has the link. Nothing that is stored is ever answered. */
@Path("/api/public-forms/{token}")
@Produces(MediaType.APPLICATION_JSON)
public final class PublicFormResource {

  /** What a field of a visitor does not say: how it is stored, and how it is filled otherwise. */
  private static final List<String> KEPT_BACK =
      List.of("default", "unique", "indexed", "search", "group", "formerKeys");

  /** What an entity says besides its fields and rules. */
  private static final List<String> OF_THE_SHOP =
      List.of("groups", "keyFigures", "taps", "help", "naturalKey", "title", "rights");

  private final FormLinks links;
  private final Expressions expressions;
  private final Dashboards dashboards;
  private final ViewTypes viewTypes;
  private final RemoteAddress address;
  private final WaitingCalls calls;
  private final IdSource ids;
  private final ObjectMapper mapper;

  /** Over the links of the workspace. */
  @Inject
  public PublicFormResource(
      FormLinks links,
      Expressions expressions,
      Dashboards dashboards,
      ViewTypes viewTypes,
      RemoteAddress address,
      WaitingCalls calls,
      IdSource ids,
      ObjectMapper mapper) {
    this.links = links;
    this.expressions = expressions;
    this.dashboards = dashboards;
    this.viewTypes = viewTypes;
    this.address = address;
    this.calls = calls;
    this.ids = ids;
    this.mapper = mapper;
  }

  /** The form, with the fields that a visitor fills in. */
  @GET
  @Policy(Who.ANYBODY)
  public ObjectNode read(@PathParam("token") String token) {
    FormLinks.Opened opened = links.open(Secrets.hash(token));
    Access access = opened.access();
    ObjectNode answer = mapper.createObjectNode();
    new SnapshotWriter(access, expressions, dashboards, viewTypes).writeForm(opened.form(), answer);
    if (!answer.has("form")) {
      throw new AccessException(Problem.of("notFound"));
    }
    ((ObjectNode) answer.path("entity")).remove(OF_THE_SHOP);
    for (JsonNode field : answer.path("entity").path("fields")) {
      ((ObjectNode) field).remove(KEPT_BACK);
    }
    ((ObjectNode) answer.path("form")).remove(KEPT_BACK);
    Iterator<JsonNode> sections = answer.path("form").path("layout").elements();
    while (sections.hasNext()) {
      if (sections.next().path("fields").isEmpty()) {
        sections.remove();
      }
    }
    return answer.put("timezone", timezone(access.metadata().zone()));
  }

  /** By a name that browsers know, too. */
  private static String timezone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /** Takes what a visitor sends, once for each {@code Idempotency-Key}. */
  @POST
  @Path("entries")
  @Consumes(MediaType.APPLICATION_JSON)
  @Policy(Who.ANYBODY)
  public Response enter(
      @PathParam("token") String token,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @Nullable InputStream body) {
    String key = Parameters.idempotencyKey(idempotencyKey);
    FormLinks.Visit visit =
        new FormLinks.Visit(address.network(), key == null ? ids.next().toString() : key);
    FormLinks.Receipt receipt = links.enter(Secrets.hash(token), visit, values(body));
    FormLinks.Call waiting = receipt.waiting();
    if (waiting != null) {
      calls.tell(waiting);
    }
    return Response.status(Response.Status.CREATED)
        .entity(mapper.createObjectNode().put("thanks", receipt.thanks()))
        .build();
  }

  /** Reads no more than an entry may have, whatever the sender says of its length. */
  private static ObjectNode values(@Nullable InputStream body) {
    try {
      byte[] bytes = Bodies.present(body).readNBytes(FormLinks.LONGEST + 1);
      if (bytes.length > FormLinks.LONGEST) {
        throw new InputException(Problem.of("tooLarge").with("limit", "32 kB"));
      }
      JsonNode json = ValueJson.mapper().readTree(bytes);
      return Bodies.object(json, "");
    } catch (JsonProcessingException e) {
      throw Bodies.wrong("", "{…}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
