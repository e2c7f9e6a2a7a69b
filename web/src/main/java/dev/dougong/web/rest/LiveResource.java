package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Identities;
import dev.dougong.web.auth.Identity;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.internal.BrowserCookies;
import dev.dougong.web.live.LiveChanges;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Server-sent events for people who look at something that others change. */
@Path("/api/live")
public final class LiveResource {

  private static final int MOST_ENTITIES = 50;

  private final Caller caller;
  private final Identities identities;
  private final AccessSource rights;
  private final LiveChanges changes;
  private final BrowserCookies cookies;
  private final ObjectMapper mapper;

  /** Over the changes that this node reads. */
  @Inject
  public LiveResource(
      Caller caller,
      Identities identities,
      AccessSource rights,
      LiveChanges changes,
      BrowserCookies cookies,
      ObjectMapper mapper) {
    this.caller = caller;
    this.identities = identities;
    this.rights = rights;
    this.changes = changes;
    this.cookies = cookies;
    this.mapper = mapper;
  }

  /**
   * Events {@code changed} with {@code {"entities":[…]}} soon after records changed that the reader
   * may see, and {@code alive} at the beginning and every 15 seconds: what was read before the
   * first of them may be old. It ends when the session does.
   *
   * @param entities keys, with commas between
   */
  @GET
  @Blocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Policy(Who.SIGNED_IN)
  public Multi<OutboundSseEvent> live(
      @QueryParam("entities") @Nullable String entities,
      @HeaderParam("Authorization") @Nullable String authorization,
      @Context Sse sse) {
    Set<String> wanted =
        new TreeSet<>(List.of(entities == null ? new String[0] : entities.split(",", -1)));
    wanted.remove("");
    if (wanted.isEmpty()) {
      throw new InputException(
          Problem.at("/entities", "record.required").with("label", "entities"));
    }
    if (wanted.size() > MOST_ENTITIES) {
      throw new InputException(
          Problem.at("/entities", "query.tooMany")
              .with("part", "entities")
              .with("max", MOST_ENTITIES));
    }
    Locale locale = caller.locale();
    @Nullable String session = cookies.session();
    return Multi.createFrom()
        .emitter(
            emitter ->
                emitter.onTermination(
                    changes.watch(
                        wanted,
                        new Browser(
                            emitter,
                            sse,
                            () -> access(identities.find(authorization, session), locale)))));
  }

  private @Nullable Access access(@Nullable Identity identity, Locale locale) {
    return identity == null ? null : rights.of(identity.user(), identity.roles(), locale);
  }

  /** One open connection. */
  private final class Browser implements LiveChanges.Watcher {

    private final MultiEmitter<? super OutboundSseEvent> emitter;
    private final Sse sse;
    private final Rights now;

    Browser(MultiEmitter<? super OutboundSseEvent> emitter, Sse sse, Rights now) {
      this.emitter = emitter;
      this.sse = sse;
      this.now = now;
    }

    @Override
    public @Nullable Access access() {
      return now.find();
    }

    @Override
    public void changed(Set<String> entities) {
      ObjectNode data = mapper.createObjectNode();
      entities.forEach(data.putArray("entities")::add);
      send("changed", data);
    }

    @Override
    public void alive() {
      send("alive", mapper.createObjectNode());
    }

    @Override
    public void end() {
      emitter.complete();
    }

    private void send(String name, ObjectNode data) {
      emitter.emit(sse.newEventBuilder().name(name).data(String.class, data.toString()).build());
    }
  }

  /** Rights at this moment, or null for nobody's. */
  @FunctionalInterface
  private interface Rights {
    @Nullable Access find();
  }
}
