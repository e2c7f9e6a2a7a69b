package dev.dougong.web.startup;

import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.workspace.WorkspaceRegistry;
import dev.dougong.web.config.EngineBeans;
import dev.dougong.web.config.SecretKeys;
import dev.dougong.web.startup.internal.AuditCommand;
import dev.dougong.web.startup.internal.BackupCommand;
import dev.dougong.web.startup.internal.BackupPlaces;
import dev.dougong.web.startup.internal.RestoreCommand;
import dev.dougong.web.startup.internal.ServerCommand;
import dev.dougong.web.startup.internal.VerifyBackupCommand;
import dev.dougong.web.startup.internal.WorkspaceCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The commands of the server by their names, and how they end. */
final class Commands {

  /** What was looked at is not good, or may not be done now. */
  private static final int REFUSED = 3;

  private static final int FAILED = 2;

  /** Before the key of a workspace other than the main one. */
  private static final String IN = "--in";

  private final Path home;
  private final Map<String, ServerCommand> all;

  Commands(Path home, BackupPlaces backups) {
    this.home = home;
    this.all =
        Map.of(
            AuditCommand.NAME, new AuditCommand(),
            BackupCommand.NAME, new BackupCommand(backups),
            RestoreCommand.NAME, new RestoreCommand(backups),
            VerifyBackupCommand.NAME, new VerifyBackupCommand(backups),
            WorkspaceCommand.NAME, new WorkspaceCommand(EngineBeans.machineClock(), backups));
  }

  /**
   * The one that is wanted, by its name or as it is typed behind {@code ./run}; null where the
   * application is.
   *
   * @throws IllegalStateException with a text in both languages where there is none of the name
   */
  @Nullable Call named(String... arguments) {
    if (arguments.length == 0) {
      return null;
    }
    String name = arguments[0].startsWith("--") ? arguments[0].substring(2) : arguments[0];
    @Nullable ServerCommand command = all.get(name);
    if (command == null) {
      throw new IllegalStateException(
          "没有命令“%s” / there is no command \"%s\"; known: %s"
              .formatted(name, name, String.join(", ", new TreeSet<>(all.keySet()))));
    }
    List<String> rest = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
    return new Call(command, workspace(rest), rest);
  }

  /**
   * A command of the line.
   *
   * @param workspace for which it is
   * @param arguments without its name and that of the workspace
   */
  record Call(ServerCommand command, Workspace workspace, List<String> arguments) {

    /** Copies the arguments. */
    Call {
      arguments = List.copyOf(arguments);
    }

    /** What it needs of the database. */
    ServerCommand.Database database() {
      return command.database(workspace);
    }
  }

  /** The one that is named behind {@code --in}, which is taken away, or the main one. */
  private static Workspace workspace(List<String> arguments) {
    int at = arguments.indexOf(IN);
    if (at < 0) {
      return Workspace.MAIN;
    }
    String key = at + 1 < arguments.size() ? arguments.get(at + 1) : "";
    if (!WorkspaceRegistry.isKey(key)) {
      throw new IllegalStateException(
          "--in 之后请写工作区的标识 / name the key of a workspace behind --in: " + key);
    }
    arguments.remove(at + 1);
    arguments.remove(at);
    return Workspace.of(key);
  }

  /** Runs it on the database that the settings of the process name; gives the code to end with. */
  int run(Call call) {
    try {
      return call.command()
          .run(
              new ServerCommand.Server(
                  call.workspace(),
                  System.getProperty("quarkus.datasource.jdbc.url", ""),
                  System.getProperty("quarkus.datasource.username", ""),
                  System.getProperty("quarkus.datasource.password", ""),
                  home,
                  () -> SecretKeys.present(Environment.of("DOUGONG_SECRET_KEYS", ""), home),
                  Console::say),
              call.arguments());
    } catch (ProblemException e) {
      e.problems().forEach(Commands::complain);
      return REFUSED;
    } catch (RuntimeException e) {
      Console.complain("没有成功 / it did not work: " + rootCause(e));
      return FAILED;
    }
  }

  private static void complain(Problem problem) {
    ProblemTexts texts = new ProblemTexts();
    for (Locale language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
      @Nullable String remedy = texts.remedy(problem, language);
      Console.complain(texts.message(problem, language) + (remedy == null ? "" : " " + remedy));
    }
  }

  /** What went wrong in the first place, in words. */
  static String rootCause(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof IllegalStateException && cause.getMessage() != null
        ? cause.getMessage()
        : cause.toString();
  }
}
