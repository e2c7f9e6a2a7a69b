package dev.dougong.web.startup.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.wiring.StandAlone;
import dev.dougong.engine.workspace.Limits;
import dev.dougong.engine.workspace.WorkspaceRegistry;
import dev.dougong.engine.workspace.WorkspaceRegistry.Entry;
import dev.dougong.engine.workspace.WorkspaceRegistry.FirstAdmin;
import dev.dougong.engine.workspace.WorkspaceRegistry.State;
import dev.dougong.engine.workspace.WorkspaceRegistry.Wish;
import dev.dougong.web.auth.Passwords;
import dev.dougong.web.auth.Secrets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code workspace list | create KEY [HOST…] | suspend KEY | resume KEY | limit KEY [WHAT=MOST…]}:
 * changes the registry; the nodes that run do the rest, and those that do not yet when they start.
 */
public final class WorkspaceCommand implements ServerCommand {

  /** As it is typed. */
  public static final String NAME = "workspace";

  private static final Set<String> WITH_KEY = Set.of("create", "suspend", "resume", "limit");
  private static final Set<String> WITH_MORE = Set.of("create", "limit");
  private static final String NO_TEMPLATE = "none";

  private final InstantSource clock;

  /** With the time of the machine. */
  public WorkspaceCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Database database() {
    return Database.BESIDE;
  }

  @Override
  public int run(Server server, List<String> arguments) {
    String what = arguments.isEmpty() ? "list" : arguments.get(0);
    boolean isKnown =
        what.equals("list")
            ? arguments.size() < 2
            : WITH_KEY.contains(what)
                && (WITH_MORE.contains(what) ? arguments.size() > 1 : arguments.size() == 2);
    if (!isKnown) {
      throw new IllegalStateException(
          "用法 / usage: workspace list | create KEY [HOST…] | suspend KEY | resume KEY"
              + " | limit KEY [people=N] [records=N] [files=SIZE]");
    }
    WorkspaceRegistry registry =
        StandAlone.workspaces(server.url(), server.user(), server.password(), clock);
    switch (what) {
      case "create" -> create(server, registry, arguments.subList(1, arguments.size()));
      case "suspend" -> move(server, registry, arguments.get(1), State.ACTIVE, State.SUSPENDED);
      case "limit" -> limit(server, registry, arguments.subList(1, arguments.size()));
      case "resume" -> move(server, registry, arguments.get(1), State.SUSPENDED, State.ACTIVE);
      default -> registry.all().forEach(entry -> server.say().accept(described(entry)));
    }
    return 0;
  }

  private void create(Server server, WorkspaceRegistry registry, List<String> names) {
    String key = names.get(0);
    String password = Secrets.nextPassword();
    var unused =
        registry.add(
            new Wish(
                key,
                key,
                names.subList(1, names.size()),
                NO_TEMPLATE,
                FirstAdmin.of(new Passwords().hash(password))),
            clock.instant());
    server.say().accept("已登记,由运行中的节点创建 / taken down; a node that runs makes it: " + key);
    server.say().accept("账号 / account: admin  密码,只显示这一次 / password, shown once: " + password);
  }

  /** Limits what is named, and says what holds now and how much of it is used. */
  private void limit(Server server, WorkspaceRegistry registry, List<String> typed) {
    Entry entry = known(registry, typed.get(0));
    Limits limits = TypedLimits.changed(entry.limits(), typed.subList(1, typed.size()));
    if (typed.size() > 1) {
      StandAlone.changeWorkspaces(
          server.url(),
          server.user(),
          server.password(),
          clock,
          (all, audit) -> {
            all.setLimits(entry.workspace(), limits);
            ObjectNode details = JsonNodeFactory.instance.objectNode();
            limits.most().forEach((what, most) -> details.put(what.key(), most));
            audit.tell("workspaces.limited", entry.workspace().key(), details);
          });
    }
    server
        .say()
        .accept(
            entry.workspace().key()
                + "  "
                + TypedLimits.described(
                    limits,
                    StandAlone.workspaceUse(server.url(), server.user(), server.password())
                        .overview(entry.workspace())));
  }

  private static Entry known(WorkspaceRegistry registry, String key) {
    @Nullable Entry entry = registry.find(key);
    if (entry == null) {
      throw new IllegalStateException("没有这个工作区 / there is no such workspace: " + key);
    }
    return entry;
  }

  private static void move(
      Server server, WorkspaceRegistry registry, String key, State from, State to) {
    Entry entry = known(registry, key);
    if (entry.workspace().equals(Workspace.MAIN) || entry.state() != from) {
      throw new IllegalStateException(
          "该工作区现在不能这样做 / this cannot be done to it now: " + described(entry));
    }
    registry.setState(entry.workspace(), to);
    server
        .say()
        .accept(
            described(
                new Entry(
                    entry.workspace(),
                    entry.label(),
                    entry.hosts(),
                    to,
                    entry.madeAt(),
                    entry.usedAt(),
                    entry.limits())));
  }

  private static String described(Entry entry) {
    return entry.workspace().key()
        + "  "
        + entry.state().name().toLowerCase(Locale.ROOT)
        + (entry.hosts().isEmpty() ? "" : "  " + String.join(", ", entry.hosts()));
  }
}
