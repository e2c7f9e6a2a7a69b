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
import org.jspecify.annotations.Nullable;

/**
 * {@code workspace list | create KEY [HOST…] | suspend KEY | resume KEY | limit KEY [WHAT=MOST…] |
 * export KEY [FILE|FOLDER] | import KEY FILE [HOST…]}: changes the registry; the nodes that run do
 * the rest, and those that do not yet when they start. Only an import makes the workspace itself.
 */
public final class WorkspaceCommand implements ServerCommand {

  /** As it is typed. */
  public static final String NAME = "workspace";

  private static final String NO_TEMPLATE = "none";
  private static final int MANY = Integer.MAX_VALUE;

  private final InstantSource clock;
  private final BackupPlaces places;

  /**
   * With the time of the machine.
   *
   * @param places of what is exported and imported
   */
  public WorkspaceCommand(InstantSource clock, BackupPlaces places) {
    this.clock = clock;
    this.places = places;
  }

  /** What can be done, and how many words follow. */
  private enum Deed {
    LIST(0, 0),
    CREATE(1, MANY),
    SUSPEND(1, 1),
    RESUME(1, 1),
    LIMIT(1, MANY),
    EXPORT(1, 2),
    IMPORT(2, MANY);

    private final int least;
    private final int most;

    Deed(int least, int most) {
      this.least = least;
      this.most = most;
    }

    static @Nullable Deed of(List<String> arguments) {
      String name = arguments.isEmpty() ? "list" : arguments.get(0);
      int words = Math.max(0, arguments.size() - 1);
      for (Deed deed : values()) {
        if (deed.name().toLowerCase(Locale.ROOT).equals(name)) {
          return words >= deed.least && words <= deed.most ? deed : null;
        }
      }
      return null;
    }
  }

  @Override
  public Database database(Workspace workspace) {
    return Database.BESIDE;
  }

  @Override
  public int run(Server server, List<String> arguments) {
    @Nullable Deed deed = Deed.of(arguments);
    if (deed == null) {
      throw new IllegalStateException(
          "用法 / usage: workspace list | create KEY [HOST…] | suspend KEY | resume KEY"
              + " | limit KEY [people=N] [records=N] [files=SIZE] [calls=N] | export KEY [FILE|FOLDER]"
              + " | import KEY FILE [HOST…]");
    }
    WorkspaceRegistry registry =
        StandAlone.workspaces(server.url(), server.user(), server.password(), clock);
    List<String> words = arguments.subList(Math.min(1, arguments.size()), arguments.size());
    switch (deed) {
      case LIST -> registry.all().forEach(entry -> server.say().accept(described(entry)));
      case CREATE -> create(server, registry, words);
      case SUSPEND -> move(server, registry, words.get(0), State.ACTIVE, State.SUSPENDED);
      case RESUME -> move(server, registry, words.get(0), State.SUSPENDED, State.ACTIVE);
      case LIMIT -> limit(server, registry, words);
      case EXPORT -> {
        Workspace workspace = known(registry, words.get(0)).workspace();
        return new BackupCommand(places).run(server.in(workspace), words.subList(1, words.size()));
      }
      case IMPORT -> arrive(server, words);
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

  private void arrive(Server server, List<String> words) {
    String key = words.get(0);
    BackupWork.refuseUnless(
        WorkspaceRegistry.isKey(key) && !key.equals(Workspace.MAIN.key()),
        "这不能用作导入的工作区 / this cannot be the workspace that is imported: " + key);
    new WorkspaceArrival(server.in(Workspace.of(key)), places, clock)
        .run(words.get(1), words.subList(2, words.size()));
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
    String text =
        TypedLimits.described(
            limits,
            StandAlone.workspaceUse(server.url(), server.user(), server.password())
                .overview(entry.workspace()));
    server.say().accept(entry.workspace().key() + "  " + text);
  }

  private static Entry known(WorkspaceRegistry registry, String key) {
    @Nullable Entry entry = registry.find(key);
    if (entry == null) {
      throw new IllegalStateException(KnownWorkspace.missing(key));
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
    server.say().accept(described(known(registry, key)));
  }

  private static String described(Entry entry) {
    return entry.workspace().key()
        + "  "
        + entry.state().name().toLowerCase(Locale.ROOT)
        + (entry.hosts().isEmpty() ? "" : "  " + String.join(", ", entry.hosts()));
  }
}
