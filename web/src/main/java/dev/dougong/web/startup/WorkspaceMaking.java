package dev.dougong.web.startup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.workspace.Limit;
import dev.dougong.engine.workspace.Limits;
import dev.dougong.engine.workspace.WorkspaceRegistry;
import dev.dougong.engine.workspace.WorkspaceRegistry.Entry;
import dev.dougong.engine.workspace.WorkspaceRegistry.FirstAdmin;
import dev.dougong.engine.workspace.WorkspaceRegistry.Making;
import dev.dougong.engine.workspace.WorkspaceRegistry.State;
import dev.dougong.engine.workspace.WorkspaceRegistry.Wish;
import dev.dougong.engine.workspace.WorkspaceSchemas;
import dev.dougong.engine.workspace.WorkspaceUse;
import dev.dougong.web.auth.PasswordRules;
import dev.dougong.web.template.Templates;
import dev.dougong.web.workspace.KnownWorkspaces;
import dev.dougong.web.workspace.Workspaces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes, suspends and deletes workspaces, on behalf of who runs the installation and works in the
 * main one. Nobody gets into a workspace before it is whole. Thread-safe.
 */
@Singleton
public final class WorkspaceMaking {

  private static final Logger LOG = Logger.getLogger(WorkspaceMaking.class);

  /** How long one node has to make a workspace, until another one tries. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final WorkspaceRegistry registry;
  private final WorkspaceSchemas schemas;
  private final WorkspaceUse use;
  private final Workspaces workspaces;
  private final KnownWorkspaces known;
  private final WorkspaceFilling filling;
  private final PasswordRules rules;
  private final Templates templates;
  private final AuditLog audit;
  private final Transactions transactions;
  private final InstantSource clock;

  /** Over the registry. */
  @Inject
  public WorkspaceMaking(
      WorkspaceRegistry registry,
      WorkspaceSchemas schemas,
      WorkspaceUse use,
      Workspaces workspaces,
      KnownWorkspaces known,
      WorkspaceFilling filling,
      PasswordRules rules,
      Templates templates,
      AuditLog audit,
      Transactions transactions,
      InstantSource clock) {
    this.registry = registry;
    this.schemas = schemas;
    this.use = use;
    this.workspaces = workspaces;
    this.known = known;
    this.filling = filling;
    this.rules = rules;
    this.templates = templates;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** All there are. */
  public List<Entry> all() {
    return registry.all();
  }

  /** How many bytes each takes on disk. */
  public Map<Workspace, Long> sizes(List<Entry> entries) {
    return schemas.sizes(entries.stream().map(Entry::workspace).toList());
  }

  /** What it takes of what can be limited; empty where it has no tables yet. */
  public Map<Limit, Long> use(Entry entry) {
    return use.overview(entry.workspace());
  }

  /** The one of the key; refuses an unknown one. */
  public Entry get(String key) {
    Entry entry = registry.find(key);
    if (entry == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return entry;
  }

  /**
   * A workspace to make.
   *
   * @param template to begin with, or {@code none}
   * @param username of its first administrator
   * @param name of its first administrator
   */
  public record Wanted(
      String key,
      String label,
      List<String> hosts,
      String template,
      String username,
      String name,
      String password) {}

  /** Makes a workspace with an administrator; where that fails nothing is left. */
  public Entry make(Wanted wanted) {
    check(wanted);
    String key = wanted.key();
    FirstAdmin admin =
        new FirstAdmin(wanted.username(), wanted.name(), filling.hash(wanted.password()));
    Making begun =
        registry.add(
            new Wish(key, wanted.label(), wanted.hosts(), wanted.template(), admin),
            clock.instant().plus(LEASE));
    boolean isDone = false;
    try {
      complete(begun);
      isDone = true;
    } finally {
      if (!isDone) {
        LOG.warnf("workspace %s was not made to the end, and is deleted again", key);
        takeAway(begun.workspace());
      }
    }
    return get(key);
  }

  private void check(Wanted wanted) {
    String template = wanted.template();
    if (!template.equals(WorkspaceFilling.NO_TEMPLATE) && !templates.apps().containsKey(template)) {
      throw new InputException(
          Problem.at("/template", "workspace.unknownTemplate").with("value", template));
    }
    List<Problem> problems = filling.problemsOf(wanted.username(), wanted.name());
    if (!problems.isEmpty()) {
      throw new InputException(
          problems.stream()
              .map(one -> new Problem(one.code(), "/admin" + capital(one.place()), one.arguments()))
              .toList());
    }
    rules.check(
        wanted.password(),
        "/adminPassword",
        List.of(wanted.username(), wanted.name(), wanted.key(), wanted.label()));
  }

  /** {@code /name} of the person is {@code /adminName} of the workspace. */
  private static String capital(String place) {
    return place.substring(1, 2).toUpperCase(Locale.ROOT) + place.substring(2);
  }

  /** Makes what a command line began, or a node that died; tells whether there was something. */
  public boolean completeDue() {
    Instant now = clock.instant();
    @Nullable Making found = registry.claimMaking(now, now.plus(LEASE));
    if (found != null) {
      complete(found);
    }
    return found != null;
  }

  /** Each step finds out whether it was done. */
  private void complete(Making making) {
    Workspace workspace = making.workspace();
    schemas.make(workspace);
    workspaces.open(workspace);
    workspaces.run(
        workspace,
        () -> {
          if (!filling.hasAdministrator(making.admin().username())) {
            filling.install(making.template(), false);
            filling.createAdministrator(making.admin());
          }
        });
    workspaces.stir(workspace);
    workspaces.run(
        Workspace.MAIN,
        () -> {
          boolean unused =
              transactions.required(
                  () -> {
                    registry.finish(workspace);
                    tell("workspaces.made", workspace);
                    return true;
                  });
        });
    boolean unused = known.refresh();
  }

  /** Nobody gets in any more, and nothing runs; all nodes close it within seconds. */
  public void suspend(String key) {
    move(key, State.ACTIVE, State.SUSPENDED, "workspaces.suspended");
    boolean unused = workspaces.close(Workspace.of(key), true, () -> {});
  }

  /** All goes on. */
  public void resume(String key) {
    move(key, State.SUSPENDED, State.ACTIVE, "workspaces.resumed");
  }

  /** Deletes a workspace in which nobody works any more, with all that is in it. */
  public void delete(String key) {
    Entry entry = changeable(key);
    if (entry.state() == State.ACTIVE) {
      throw new ConflictException(Problem.of("workspace.suspendFirst"));
    }
    Workspace workspace = entry.workspace();
    boolean unused =
        transactions.required(
            () -> {
              registry.setState(workspace, State.LEAVING);
              tell("workspaces.deleted", workspace);
              return true;
            });
    takeAway(workspace);
  }

  /** Gives it other host names. */
  public void setHosts(String key, List<String> hosts) {
    Workspace workspace = get(key).workspace();
    boolean unused =
        transactions.required(
            () -> {
              registry.setHosts(workspace, hosts);
              ObjectNode details = JsonNodeFactory.instance.objectNode();
              hosts.forEach(details.putArray("hosts")::add);
              audit.tell("workspaces.moved", key, details);
              return true;
            });
    boolean unusedChange = known.refresh();
  }

  /** Limits it anew; all nodes hold to that within seconds. What is there already stays. */
  public void setLimits(String key, Limits limits) {
    Workspace workspace = get(key).workspace();
    boolean unused =
        transactions.required(
            () -> {
              registry.setLimits(workspace, limits);
              ObjectNode details = JsonNodeFactory.instance.objectNode();
              limits.most().forEach((what, most) -> details.put(what.key(), most));
              audit.tell("workspaces.limited", key, details);
              return true;
            });
    boolean unusedChange = known.refresh();
  }

  private void takeAway(Workspace workspace) {
    boolean unused = workspaces.close(workspace, true, () -> {});
    schemas.drop(workspace);
    registry.remove(workspace);
    boolean unusedChange = known.refresh();
  }

  private void move(String key, State from, State to, String told) {
    Workspace workspace = changeable(key).workspace();
    boolean unused =
        transactions.required(
            () -> {
              if (get(key).state() != from) {
                throw new ConflictException(Problem.of("workspace.otherState"));
              }
              registry.setState(workspace, to);
              tell(told, workspace);
              return true;
            });
    boolean unusedChange = known.refresh();
  }

  private Entry changeable(String key) {
    Entry entry = get(key);
    if (entry.workspace().equals(Workspace.MAIN)) {
      throw new ConflictException(Problem.of("workspace.isMain"));
    }
    return entry;
  }

  private void tell(String kind, Workspace workspace) {
    audit.tell(kind, workspace.key(), JsonNodeFactory.instance.objectNode());
  }
}
