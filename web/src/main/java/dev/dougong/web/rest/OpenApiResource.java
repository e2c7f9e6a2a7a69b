package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The API of the installed apps. */
@Path("/api/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {

  private final Caller caller;

  /** As the caller may use it. */
  @Inject
  public OpenApiResource(Caller caller) {
    this.caller = caller;
  }

  /** OpenAPI 3.1. */
  @GET
  @Policy(Who.SIGNED_IN)
  public ObjectNode read() {
    return new OpenApiWriter(caller.access(), caller.locale()).write();
  }
}
