package dev.dougong.web.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.FormVariants;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.form.viewtype.ViewTypes;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.Secrets;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The published documents as the reader may see them; made once for each set of roles. */
@Path("/api/meta/snapshot")
@Produces(MediaType.APPLICATION_JSON)
@WorkspaceScoped
public final class SnapshotResource {

  private static final int MOST_SETS = 200;

  private final Caller caller;
  private final Expressions expressions;
  private final Dashboards dashboards;
  private final ViewTypes viewTypes;
  private final ObjectMapper mapper;
  private volatile @Nullable Made made;

  private record Answer(String tag, byte[] body) {}

  /** All that one state of the metadata was told as, by what readers are to it. */
  private record Made(Metadata metadata, boolean knowsUnits, Map<Set<String>, Answer> answers) {

    static Made of(Metadata metadata) {
      return new Made(metadata, ReaderForms.areForSomeUnits(metadata), new ConcurrentHashMap<>());
    }
  }

  /** Over the newest snapshot. */
  @Inject
  public SnapshotResource(
      Caller caller,
      Expressions expressions,
      Dashboards dashboards,
      ViewTypes viewTypes,
      ObjectMapper mapper) {
    this.viewTypes = viewTypes;
    this.caller = caller;
    this.expressions = expressions;
    this.dashboards = dashboards;
    this.mapper = mapper;
  }

  /** The snapshot; 304 where the reader has it. */
  @GET
  @Policy(Who.SIGNED_IN)
  public Response read(@HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    Answer answer = answer(caller.access());
    Response.ResponseBuilder response =
        answer.tag().equals(ifNoneMatch) ? Response.notModified() : Response.ok(answer.body());
    return response
        .header("ETag", answer.tag())
        .header("Cache-Control", "private, no-cache")
        .header("Vary", "Cookie, Authorization")
        .build();
  }

  private Answer answer(Access access) {
    Metadata now = access.metadata();
    @Nullable Made known = made;
    if (known == null || known.metadata() != now || known.answers().size() > MOST_SETS) {
      known = Made.of(now);
      made = known;
    }
    Set<String> reader =
        known.knowsUnits() ? FormVariants.of(access.evaluation()) : caller.identity().roles();
    @Nullable Answer answer = known.answers().get(reader);
    if (answer == null) {
      answer = make(access);
      known.answers().put(reader, answer);
    }
    return answer;
  }

  private Answer make(Access access) {
    try {
      byte[] body =
          mapper.writeValueAsBytes(
              new SnapshotWriter(access, expressions, dashboards, viewTypes).write());
      String hash = Secrets.hash(new String(body, StandardCharsets.UTF_8)).substring(0, 32);
      return new Answer("\"" + hash + "\"", body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
