package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.Upserted;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Many records in one transaction. */
@Path("/api/data/{entity}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BatchResource {

  private static final Set<String> OPERATION = Set.of("op", "id", "version", "values");

  private final Caller caller;
  private final Records records;

  /** Over the write path. */
  @Inject
  public BatchResource(Caller caller, Records records) {
    this.caller = caller;
    this.records = records;
  }

  /** Does all operations or none; answers with id and version of each record. */
  @POST
  @Path("batch")
  @Policy(Who.SIGNED_IN)
  public byte[] batch(
      @PathParam("entity") String entity,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @HeaderParam(Parameters.FORM) @Nullable String form,
      @Nullable ObjectNode body) {
    ObjectNode present = Bodies.present(body);
    Bodies.only(present, "", Set.of("operations"));
    List<Operation> operations = new ArrayList<>();
    for (ObjectNode operation : Bodies.objects(present, "operations")) {
      operations.add(operation(operation, "/operations/" + operations.size()));
    }
    List<EntityRecord> done =
        records.batch(
            caller.access(), entity, operations, Parameters.writeOptions(idempotencyKey, form));
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (EntityRecord record : done) {
            out.writeStartObject();
            out.writeStringField("id", record.id().toString());
            out.writeNumberField("version", record.version());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static Operation operation(ObjectNode operation, String place) {
    Bodies.only(operation, place, OPERATION);
    return switch (Bodies.text(operation, place, "op")) {
      case "create" ->
          new Operation.Create(Bodies.object(operation.get("values"), place + "/values"));
      case "update", "patch" ->
          new Operation.Patch(
              id(operation, place),
              version(operation, place),
              Bodies.object(operation.get("values"), place + "/values"));
      case "delete" -> new Operation.Delete(id(operation, place), version(operation, place));
      default -> throw Bodies.wrong(place + "/op", "create | update | delete");
    };
  }

  private static UUID id(ObjectNode operation, String place) {
    return Parameters.id(Bodies.text(operation, place, "id"));
  }

  private static @Nullable Long version(ObjectNode operation, String place) {
    JsonNode version = operation.path("version");
    if (version.isMissingNode() || version.isNull()) {
      return null;
    }
    if (!version.isIntegralNumber() || !version.canConvertToLong()) {
      throw Bodies.wrong(place + "/version", "1");
    }
    return version.longValue();
  }

  /** Makes or changes records by a natural key, all or none. */
  @POST
  @Path("upsert")
  @Policy(Who.SIGNED_IN)
  public byte[] upsert(
      @PathParam("entity") String entity,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @HeaderParam(Parameters.FORM) @Nullable String form,
      @Nullable ObjectNode body) {
    ObjectNode present = Bodies.present(body);
    Bodies.only(present, "", Set.of("key", "records"));
    List<Upserted> done =
        records.upsert(
            caller.access(),
            entity,
            Bodies.texts(present, "key"),
            Bodies.objects(present, "records"),
            Parameters.writeOptions(idempotencyKey, form));
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (Upserted upserted : done) {
            out.writeStartObject();
            out.writeStringField("id", upserted.record().id().toString());
            out.writeNumberField("version", upserted.record().version());
            out.writeBooleanField("created", upserted.isCreated());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }
}
