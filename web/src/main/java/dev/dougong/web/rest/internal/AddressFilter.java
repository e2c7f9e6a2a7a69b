package dev.dougong.web.rest.internal;

import dev.dougong.web.auth.Caller;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Says from where a call comes, before anybody asks who it is. */
@Provider
@Priority(Priorities.AUTHENTICATION - 1)
public final class AddressFilter implements ContainerRequestFilter {

  private final Caller caller;
  private final RemoteAddress address;

  /** Of each request. */
  @Inject
  public AddressFilter(Caller caller, RemoteAddress address) {
    this.caller = caller;
    this.address = address;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    caller.cameFrom(address.text());
  }
}
