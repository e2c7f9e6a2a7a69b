package dev.dougong.web.startup.internal;

import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.storage.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something that is done on the server instead of starting the application. */
public interface ServerCommand {

  /** What a command needs of the database. */
  enum Database {
    /** Nothing. */
    NONE,
    /** That it can be reached; the application may go on. */
    BESIDE,
    /** That nobody else uses it. */
    ALONE
  }

  /**
   * Where a command works.
   *
   * @param workspace of the installation
   * @param url of the database; empty where the command needs none
   * @param home folder of all data
   * @param keys of the installation
   * @param say told line by line what is done, in both languages
   */
  record Server(
      Workspace workspace,
      String url,
      String user,
      String password,
      Path home,
      Supplier<KeyRing> keys,
      Consumer<String> say) {

    /** The same for another workspace. */
    Server in(Workspace other) {
      return new Server(other, url, user, password, home, keys, say);
    }
  }

  /** What it needs to work for a workspace. */
  Database database(Workspace workspace);

  /**
   * Does it.
   *
   * @param arguments of the command line, without its name
   * @return code of the process; 0 where all is well, 3 where what it looked at is not
   * @throws IllegalStateException with a text in both languages where it cannot be done
   */
  int run(Server server, List<String> arguments);
}
