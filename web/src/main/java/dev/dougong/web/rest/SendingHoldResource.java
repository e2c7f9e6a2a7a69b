package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.backup.Backups;
import dev.dougong.engine.backup.SendingHold;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Whether messages, calls and syncs wait after a restore, and their release. */
@Path("/api/backups/sending-hold")
@Produces(MediaType.APPLICATION_JSON)
public final class SendingHoldResource {

  private final SendingHold hold;
  private final Backups backups;
  private final AuditLog audit;
  private final ObjectMapper mapper;

  /** Over the workspace. */
  @Inject
  public SendingHoldResource(
      SendingHold hold, Backups backups, AuditLog audit, ObjectMapper mapper) {
    this.hold = hold;
    this.backups = backups;
    this.audit = audit;
    this.mapper = mapper;
  }

  /** {@code {"isHeld":…}}. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode read() {
    return mapper.createObjectNode().put("isHeld", hold.isHeld());
  }

  /** Lets what waits leave the house; nothing happens where nothing is held. */
  @DELETE
  @Policy(Who.ADMIN)
  public ObjectNode release() {
    if (backups.releaseSending()) {
      audit.tell("backups.sendingReleased", "", mapper.createObjectNode());
    }
    return read();
  }
}
