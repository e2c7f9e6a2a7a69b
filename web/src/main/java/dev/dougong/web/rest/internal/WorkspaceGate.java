package dev.dougong.web.rest.internal;

import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.workspace.WorkspaceRegistry.Entry;
import dev.dougong.engine.workspace.WorkspaceRegistry.State;
import dev.dougong.web.auth.ApiKeys;
import dev.dougong.web.auth.internal.BrowserCookies;
import dev.dougong.web.error.Languages;
import dev.dougong.web.error.ProblemResponses;
import dev.dougong.web.workspace.KnownWorkspaces;
import dev.dougong.web.workspace.NamedSecret;
import dev.dougong.web.workspace.Workspaces;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says for which workspace a request is, before anybody works at it: the one to which its host
 * belongs; else the one that its key or session names, which still has to know them; else the main
 * one.
 */
@Singleton
public final class WorkspaceGate {

  private static final Logger LOG = Logger.getLogger(WorkspaceGate.class);
  private static final int AFTER_EDGE = 940;
  private static final String API = "/api/";
  private static final String OPERATION = "/q/";

  /** Who signs in anew says where, whatever the browser has left of another time. */
  private static final String SIGN_IN = "/api/login";

  private static final String KEY = "Bearer " + ApiKeys.PREFIX;

  /** Whatever else a request does, background work may have to follow. */
  private static final Set<HttpMethod> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Workspaces workspaces;
  private final KnownWorkspaces known;
  private final ProblemResponses responses;

  /** Into the workspaces of the installation. */
  @Inject
  public WorkspaceGate(Workspaces workspaces, KnownWorkspaces known, ProblemResponses responses) {
    this.workspaces = workspaces;
    this.known = known;
    this.responses = responses;
  }

  void register(@Observes Filters filters) {
    filters.register(this::enter, AFTER_EDGE);
  }

  private void enter(RoutingContext context) {
    String path = context.normalizedPath();
    if (path.startsWith(API)) {
      @Nullable Entry entry = entry(context.request(), path);
      if (entry == null) {
        enter(context, Workspace.MAIN);
      } else if (entry.state() == State.ACTIVE) {
        enter(context, entry.workspace());
      } else {
        refuse(context, 403, "workspace.suspended");
      }
    } else if (path.startsWith(OPERATION)) {
      enter(context, Workspace.MAIN);
    } else {
      context.next();
    }
  }

  private @Nullable Entry entry(HttpServerRequest request, String path) {
    @Nullable Entry ofHost = known.ofHost(RequestHost.of(request));
    if (ofHost != null || path.equals(SIGN_IN)) {
      return ofHost;
    }
    @Nullable String authorization = request.getHeader("Authorization");
    @Nullable String named =
        authorization == null
            ? BrowserCookies.read(request, BrowserCookies.SESSION)
            : authorization.startsWith(KEY) ? authorization.substring(KEY.length()) : null;
    return named == null ? null : known.find(NamedSecret.key(named));
  }

  private void enter(RoutingContext context, Workspace workspace) {
    if (enterOpen(context, workspace)) {
      context.next();
      return;
    }
    if (workspace.equals(Workspace.MAIN)) {
      // the node has not begun
      refuse(context, 503, "busy");
      return;
    }
    context
        .vertx()
        .executeBlocking(
            () -> {
              workspaces.open(workspace);
              return true;
            },
            false)
        .onSuccess(
            opened -> {
              if (enterOpen(context, workspace)) {
                context.next();
              } else {
                refuse(context, 503, "busy");
              }
            })
        .onFailure(
            failure -> {
              LOG.errorf(failure, "workspace %s cannot be opened", workspace.key());
              refuse(context, 503, "busy");
            });
  }

  private boolean enterOpen(RoutingContext context, Workspace workspace) {
    @Nullable Runnable leave = workspaces.enterRequest(workspace);
    if (leave == null) {
      return false;
    }
    boolean isWrite = !READS.contains(context.request().method());
    if (isWrite) {
      workspaces.stir(workspace);
    }
    int unused =
        context.addEndHandler(
            done -> {
              leave.run();
              if (isWrite) {
                workspaces.stir(workspace);
              }
            });
    return true;
  }

  private void refuse(RoutingContext context, int status, String code) {
    Locale locale = Languages.of(context.request().getHeader("Accept-Language"));
    byte[] body = responses.body(status, List.of(Problem.of(code)), locale, null);
    var unused =
        context
            .response()
            .setStatusCode(status)
            .putHeader("Content-Type", ProblemResponses.MEDIA_TYPE)
            .putHeader("Cache-Control", "no-store")
            .end(Buffer.buffer(body));
  }
}
