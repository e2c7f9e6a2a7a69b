package dev.dougong.web.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.OrgUnit;
import dev.dougong.engine.access.OrgUnits;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.Label;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The organisation tree: everybody may see it, administrators change it. */
@Path("/api/org-units")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OrgUnitResource {

  private final Caller caller;
  private final OrgUnits units;
  private final AccessEpoch epoch;

  /** Over the stored tree. */
  @Inject
  public OrgUnitResource(Caller caller, OrgUnits units, AccessEpoch epoch) {
    this.caller = caller;
    this.units = units;
    this.epoch = epoch;
  }

  /** A unit to make. */
  public record NewUnitRequest(
      @Nullable String key,
      @Nullable UUID parent,
      @Nullable String kind,
      @Nullable Map<String, String> label) {}

  /** A change; what is null stays. */
  public record UnitChangeRequest(@Nullable UUID parent, @Nullable Map<String, String> label) {}

  /** Whether the unit is archived from now on. */
  public record ArchiveRequest(@Nullable Boolean archived) {}

  /** Units, or those whose name holds the words; with {@code all} also archived ones. */
  @GET
  @Policy(Who.SIGNED_IN)
  public byte[] list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("q", "limit", "all"));
    String words = parameters.text("q");
    boolean isAll = parameters.isOn("all");
    int limit = Math.max(1, Math.min(parameters.number("limit", 5_000), 5_000));
    List<OrgUnit> all = units.list();
    Map<UUID, OrgUnit> byId = new LinkedHashMap<>();
    all.forEach(unit -> byId.put(unit.id(), unit));
    List<OrgUnit> found =
        all.stream()
            .filter(unit -> isAll || !unit.isArchived())
            .filter(unit -> matches(unit, words))
            .toList();
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (OrgUnit unit : found.subList(0, Math.min(limit, found.size()))) {
            write(unit, byId, out);
          }
          out.writeEndArray();
          out.writeNullField("next");
          out.writeNumberField("count", found.size());
          out.writeNumberField("limit", limit);
          out.writeEndObject();
        });
  }

  private static boolean matches(OrgUnit unit, @Nullable String words) {
    return words == null
        || unit.key().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT))
        || unit.label().texts().values().stream()
            .anyMatch(
                text -> text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)));
  }

  /** Adds a unit. */
  @POST
  @Policy(Who.ADMIN)
  public Response create(@Nullable NewUnitRequest request) {
    NewUnitRequest given = Bodies.present(request);
    OrgUnit unit =
        units.create(
            given.key() == null ? "" : given.key(),
            given.parent(),
            kind(given.kind()),
            label(given.label()));
    epoch.refresh();
    return Response.status(Response.Status.CREATED)
        .entity(JsonAnswers.of(out -> write(unit, Map.of(), out)))
        .build();
  }

  /** Renames or moves a unit. */
  @PATCH
  @Path("{id}")
  @Policy(Who.ADMIN)
  public byte[] change(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable UnitChangeRequest request) {
    UnitChangeRequest given = Bodies.present(request);
    OrgUnit unit =
        units.change(
            Parameters.id(id),
            Parameters.version(ifMatch),
            given.parent(),
            given.label() == null ? null : label(given.label()));
    epoch.refresh();
    return JsonAnswers.of(out -> write(unit, Map.of(), out));
  }

  /** Archives a unit that nobody belongs to any more, or takes it back. */
  @PUT
  @Path("{id}/archived")
  @Policy(Who.ADMIN)
  public byte[] archive(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable ArchiveRequest request) {
    OrgUnit unit =
        units.archive(
            Parameters.id(id),
            Parameters.version(ifMatch),
            Bodies.present(Bodies.present(request).archived()));
    epoch.refresh();
    return JsonAnswers.of(out -> write(unit, Map.of(), out));
  }

  private static OrgUnit.Kind kind(@Nullable String kind) {
    for (OrgUnit.Kind known : OrgUnit.Kind.values()) {
      if (known.id().equals(kind)) {
        return known;
      }
    }
    throw new InputException(
        Problem.at("/kind", "malformed").with("detail", "company | region | store"));
  }

  private static Label label(@Nullable Map<String, String> texts) {
    if (texts == null
        || texts.isEmpty()
        || texts.values().stream().anyMatch(text -> text.isBlank() || text.length() > 100)) {
      throw new InputException(Problem.at("/label", "access.badName").with("limit", 100));
    }
    return new Label(texts);
  }

  private void write(OrgUnit unit, Map<UUID, OrgUnit> byId, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", unit.id().toString());
    out.writeStringField("key", unit.key());
    out.writeStringField("kind", unit.kind().id());
    out.writeStringField("label", unit.label().in(caller.locale(), unit.key()));
    out.writeObjectFieldStart("labels");
    for (var text : unit.label().texts().entrySet()) {
      out.writeStringField(text.getKey(), text.getValue());
    }
    out.writeEndObject();
    OrgUnit parent = unit.parent() == null ? null : byId.get(unit.parent());
    if (unit.parent() == null) {
      out.writeNullField("parent");
    } else {
      out.writeObjectFieldStart("parent");
      out.writeStringField("id", unit.parent().toString());
      if (parent != null) {
        out.writeStringField("label", parent.label().in(caller.locale(), parent.key()));
      }
      out.writeEndObject();
    }
    out.writeBooleanField("archived", unit.isArchived());
    out.writeNumberField("version", unit.version());
    out.writeEndObject();
  }
}
