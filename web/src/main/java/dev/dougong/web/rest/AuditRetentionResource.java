package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.audit.AuditRetention;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** For how long entries of the audit log are kept; for administrators. */
@Path("/api/audit/retention")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AuditRetentionResource {

  private final AuditRetention retention;
  private final ObjectMapper mapper;

  /** Over the log of the workspace. */
  @Inject
  public AuditRetentionResource(AuditRetention retention, ObjectMapper mapper) {
    this.retention = retention;
    this.mapper = mapper;
  }

  /** Days; null for ever. */
  public record RetentionRequest(@Nullable Integer days) {}

  /** {@code {"days":…,"fewest":…}}. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode read() {
    return mapper
        .createObjectNode()
        .put("days", retention.days())
        .put("fewest", AuditRetention.FEWEST_DAYS);
  }

  /** Keeps entries for so many days from now on. */
  @PUT
  @Policy(Who.ADMIN)
  public ObjectNode keep(@Nullable RetentionRequest request) {
    retention.keep(Bodies.present(request).days());
    return read();
  }
}
