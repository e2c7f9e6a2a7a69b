package dev.dougong.web.auth;

import dev.dougong.engine.audit.Actors;
import io.quarkus.arc.Arc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Whoever calls while a request is answered; else the engine. Thread-safe. */
@Singleton
public final class RequestActors implements Actors {

  private final Caller caller;

  /** Of the requests of all threads. */
  @Inject
  public RequestActors(Caller caller) {
    this.caller = caller;
  }

  @Override
  public Actor current() {
    if (!Arc.container().requestContext().isActive()) {
      return Actor.ENGINE;
    }
    @Nullable Identity identity = caller.known();
    return new Actor(identity == null ? null : identity.user().id(), caller.address());
  }
}
