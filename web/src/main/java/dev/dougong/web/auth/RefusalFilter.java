package dev.dougong.web.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the audit log of calls that were refused: 403 and 429 to anybody, and 401 to whoever shows
 * something that opens nothing. Signing in tells by itself, and what asks before anybody signed in
 * is no attempt.
 */
@Provider
public final class RefusalFilter implements ContainerResponseFilter {

  private static final Logger LOG = Logger.getLogger(RefusalFilter.class);

  private final Refusals refusals;

  @Context @Nullable ResourceInfo resource;

  /** Into the audit log. */
  @Inject
  public RefusalFilter(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    int status = response.getStatus();
    boolean isKeyRefused = status == 401 && request.getHeaderString("Authorization") != null;
    if (status != 403 && status != 429 && !isKeyRefused) {
      return;
    }
    // The template of the address, not the address: that may hold what a person typed.
    ObjectNode details =
        JsonNodeFactory.instance
            .objectNode()
            .put("method", request.getMethod())
            .put("status", status);
    try {
      refusals.tell("call.refused", template(), details);
    } catch (RuntimeException e) {
      // A refusal stays one, also where it cannot be told.
      LOG.errorf(e, "the refusal of %s was not told to the audit log", template());
    }
  }

  private String template() {
    @Nullable Method method = resource == null ? null : resource.getResourceMethod();
    if (method == null) {
      return "";
    }
    @Nullable Path root = method.getDeclaringClass().getAnnotation(Path.class);
    @Nullable Path below = method.getAnnotation(Path.class);
    return (root == null ? "" : root.value()) + (below == null ? "" : "/" + below.value());
  }
}
