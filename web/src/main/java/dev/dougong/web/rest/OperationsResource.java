package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.operations.Nodes;
import dev.dougong.engine.operations.Operations;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.workspace.LimitSource;
import dev.dougong.engine.workspace.Limits;
import dev.dougong.engine.workspace.WorkspaceUse;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.live.NodeLife;
import dev.dougong.web.scan.VirusScanner;
import dev.dougong.web.startup.CertificateStanding;
import dev.dougong.web.startup.ServedCertificate;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.execution.Executions;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the installation is, for who looks after it. Each part is cheap, however much is stored. */
@Path("/api/operations")
@Produces(MediaType.APPLICATION_JSON)
public final class OperationsResource {

  private static final int MOST_FAILED = 10;
  private static final int MOST_OF_THE_PLATFORM = 6;

  private final Caller caller;
  private final Operations operations;
  private final Nodes nodes;
  private final NodeLife self;
  private final VirusScanner scanner;
  private final ServedCertificate certificate;
  private final Executions executions;
  private final ExecutionJson json;
  private final InstantSource clock;
  private final ObjectMapper mapper;
  private final LimitSource limits;
  private final WorkspaceUse use;

  /** Over the workspace. */
  @Inject
  public OperationsResource(
      Caller caller,
      Operations operations,
      Nodes nodes,
      NodeLife self,
      VirusScanner scanner,
      ServedCertificate certificate,
      Executions executions,
      ExecutionJson json,
      InstantSource clock,
      ObjectMapper mapper,
      LimitSource limits,
      WorkspaceUse use) {
    this.caller = caller;
    this.operations = operations;
    this.nodes = nodes;
    this.self = self;
    this.scanner = scanner;
    this.certificate = certificate;
    this.executions = executions;
    this.json = json;
    this.clock = clock;
    this.mapper = mapper;
    this.limits = limits;
    this.use = use;
  }

  /**
   * {@code {"nodes":[{"id","host","version","java","startedAt","seenAt","isThis"}],
   * "database":{"version","bytes","connections","mostConnections"}, "scanner":"none" | "ready" |
   * "silent", "certificate":{"endsAt","endsSoon","isTrusted","isForThisHost"} | null,
   * "mostCounted":…, "queues":[{"key","waiting","due","oldest"}], "failed":[…as in
   * /api/executions], "statements":{"isMeasured","most":[…],"running":[…]},
   * "entities":[{"key","label","rows", "bytes"}], "platform":[{"table","rows","bytes"}],
   * "limits":{"people","records","files","calls"}, "use":{…}}}; rows are estimates. Nodes, database
   * and statements are of the installation: empty and null in workspaces beside {@code main}. The
   * last two are null where the workspace has no limits.
   */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode read(@Context UriInfo uri) {
    ObjectNode answer = mapper.createObjectNode();
    installation(answer);
    answer.put("scanner", scanner.state().name().toLowerCase(Locale.ROOT));
    answer.set("certificate", certificate(uri.getBaseUri().getHost()));
    answer.put("mostCounted", Operations.MOST_COUNTED);
    ArrayNode queues = answer.putArray("queues");
    operations.queues().forEach(queue -> queues.add(queue(queue)));
    ArrayNode failed = answer.putArray("failed");
    failed().forEach(one -> failed.add(json.execution(one, caller.locale())));
    tables(answer);
    limits(answer);
    return answer;
  }

  /** What all workspaces share is for operators: a statement tells of others by its schema. */
  private void installation(ObjectNode answer) {
    boolean isOperator = caller.access().metadata().workspace().equals(Workspace.MAIN);
    ArrayNode running = answer.putArray("nodes");
    answer.putNull("database").putNull("statements");
    if (isOperator) {
      nodes.running(clock.instant()).forEach(node -> running.add(node(node)));
      Operations.Database database = operations.database();
      answer
          .putObject("database")
          .put("version", database.version())
          .put("bytes", database.bytes())
          .put("connections", database.connections())
          .put("mostConnections", database.mostConnections());
      answer.set("statements", statements());
    }
  }

  /** Nothing where there are none. */
  private void limits(ObjectNode answer) {
    Workspace workspace = caller.access().metadata().workspace();
    Limits most = limits.of(workspace);
    boolean isLimited = !most.most().isEmpty();
    answer.set("limits", isLimited ? LimitsJson.written(most.most()) : null);
    answer.set("use", isLimited ? LimitsJson.written(use.overview(workspace)) : null);
  }

  private ObjectNode node(Nodes.Node node) {
    return mapper
        .createObjectNode()
        .put("id", node.id().toString())
        .put("host", node.host())
        .put("version", node.version())
        .put("java", node.java())
        .put("startedAt", ValueJson.text(node.startedAt()))
        .put("seenAt", ValueJson.text(node.seenAt()))
        .put("isThis", node.id().equals(self.id()));
  }

  private ObjectNode queue(Operations.Queue queue) {
    return mapper
        .createObjectNode()
        .put("key", queue.key())
        .put("waiting", queue.waiting())
        .put("due", queue.due())
        .put("oldest", queue.oldest() == null ? null : ValueJson.text(queue.oldest()));
  }

  /** As the browser sees it that asks by this host. */
  private @Nullable ObjectNode certificate(String host) {
    @Nullable CertificateStanding standing = certificate.standing();
    return standing == null
        ? null
        : mapper
            .createObjectNode()
            .put("endsAt", ValueJson.text(standing.endsAt()))
            .put("endsSoon", standing.endsSoon(clock.instant()))
            .put("isTrusted", standing.isTrusted())
            .put("isForThisHost", standing.isFor(host));
  }

  private List<Execution> failed() {
    return executions.list(
        caller.access(),
        new Executions.Query(null, null, Execution.Status.FAILED, null, MOST_FAILED));
  }

  private ObjectNode statements() {
    Operations.SlowStatements slow = operations.statements();
    ObjectNode answer = mapper.createObjectNode().put("isMeasured", slow.isMeasured());
    ArrayNode most = answer.putArray("most");
    slow.most().forEach(one -> most.add(statement(one)));
    ArrayNode now = answer.putArray("running");
    slow.running().forEach(one -> now.add(statement(one)));
    return answer;
  }

  private ObjectNode statement(Operations.Statement one) {
    return mapper
        .createObjectNode()
        .put("text", one.text())
        .put("calls", one.calls())
        .put("meanMicros", one.meanMicros())
        .put("totalMicros", one.totalMicros());
  }

  private void tables(ObjectNode answer) {
    Map<String, Entity> entities = new HashMap<>();
    for (Entity entity : caller.access().metadata().entities()) {
      entities.put(entity.table().text(), entity);
    }
    ArrayNode ofEntities = answer.putArray("entities");
    ArrayNode ofPlatform = answer.putArray("platform");
    for (Operations.Table table : operations.tables()) {
      @Nullable Entity entity = entities.get(table.name());
      if (entity != null) {
        size(ofEntities.addObject(), table)
            .put("key", entity.key())
            .put("label", entity.definition().label().in(caller.locale(), entity.key()));
      } else if (ofPlatform.size() < MOST_OF_THE_PLATFORM) {
        size(ofPlatform.addObject(), table).put("table", table.name());
      }
    }
  }

  private static ObjectNode size(ObjectNode item, Operations.Table table) {
    return item.put("rows", table.rows()).put("bytes", table.bytes());
  }
}
