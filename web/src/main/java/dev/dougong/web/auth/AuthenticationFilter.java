package dev.dougong.web.auth;

import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.auth.internal.BrowserCookies;
import dev.dougong.web.workspace.Workspaces;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds out who calls and holds every call against the policy of its method. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public final class AuthenticationFilter implements ContainerRequestFilter {

  private final Identities identities;
  private final Caller caller;
  private final CallLimits limits;
  private final BrowserCookies cookies;
  private final Workspaces workspaces;

  @Context @Nullable ResourceInfo resource;

  /** Over sessions and keys. */
  @Inject
  public AuthenticationFilter(
      Identities identities,
      Caller caller,
      CallLimits limits,
      BrowserCookies cookies,
      Workspaces workspaces) {
    this.identities = identities;
    this.caller = caller;
    this.limits = limits;
    this.cookies = cookies;
    this.workspaces = workspaces;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    @Nullable Policy policy =
        Objects.requireNonNull(resource).getResourceMethod().getAnnotation(Policy.class);
    if (policy == null) {
      throw new AccessException(Problem.of("forbidden"));
    }
    @Nullable String authorization = request.getHeaderString("Authorization");
    if (authorization == null) {
      CrossSiteGuard.check(request);
    }
    if (policy.value() == Policy.Who.ANYBODY) {
      return;
    }
    @Nullable Identity identity = identities.findEvenWhenDue(authorization, cookies.session());
    if (identity == null) {
      throw new AccessException(Problem.of("signInNeeded"));
    }
    caller.set(identity, request.getHeaderString("Accept-Language"));
    limits.count(workspaces.current(), identity);
    if (identity.due() != null && !policy.evenWhenDue()) {
      throw new AccessException(Problem.of(identity.due().problem()));
    }
    boolean isRefused =
        switch (policy.value()) {
          case ANYBODY, SIGNED_IN -> false;
          case PERSON -> identity.sessionHash() == null;
          case ADMIN -> !identity.isAdmin();
          case OPERATOR -> !identity.isAdmin() || !workspaces.current().equals(Workspace.MAIN);
        };
    if (isRefused) {
      throw new AccessException(Problem.of("forbidden"));
    }
  }
}
