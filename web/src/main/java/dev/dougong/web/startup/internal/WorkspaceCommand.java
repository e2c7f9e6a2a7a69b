package dev.dougong.web.startup.internal;

import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.wiring.StandAlone;
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
 * {@code workspace list | create KEY [HOST…] | suspend KEY | resume KEY}: changes the registry; the
 * nodes that run do the rest, and those that do not yet when they start.
 */
public final class WorkspaceCommand implements ServerCommand {

  /** As it is typed. */
  public static final String NAME = "workspace";

  private static final Set<String> WITH_KEY = Set.of("create", "suspend", "resume");
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
                && (what.equals("create") ? arguments.size() > 1 : arguments.size() == 2);
    if (!isKnown) {
      throw new IllegalStateException(
          "用法 / usage: workspace list | create KEY [HOST…] | suspend KEY | resume KEY");
    }
    WorkspaceRegistry registry =
        StandAlone.workspaces(server.url(), server.user(), server.password(), clock);
    switch (what) {
      case "create" -> create(server, registry, arguments.subList(1, arguments.size()));
      case "suspend" -> move(server, registry, arguments.get(1), State.ACTIVE, State.SUSPENDED);
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

  private static void move(
      Server server, WorkspaceRegistry registry, String key, State from, State to) {
    @Nullable Entry entry = registry.find(key);
    if (entry == null || entry.workspace().equals(Workspace.MAIN) || entry.state() != from) {
      throw new IllegalStateException(
          entry == null
              ? "没有这个工作区 / there is no such workspace: " + key
              : "该工作区现在不能这样做 / this cannot be done to it now: " + described(entry));
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
                    entry.usedAt())));
  }

  private static String described(Entry entry) {
    return entry.workspace().key()
        + "  "
        + entry.state().name().toLowerCase(Locale.ROOT)
        + (entry.hosts().isEmpty() ? "" : "  " + String.join(", ", entry.hosts()));
  }
}
