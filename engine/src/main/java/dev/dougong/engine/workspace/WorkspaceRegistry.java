package dev.dougong.engine.workspace;

import dev.dougong.engine.storage.Workspace;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which workspaces the installation has; all nodes share it. Whatever changes it waits for the
 * change before. Thread-safe.
 */
public interface WorkspaceRegistry {

  /** Where a workspace stands. */
  enum State {
    /** It is not complete yet, and nobody gets in. */
    MAKING,
    /** People work in it. */
    ACTIVE,
    /** Nobody gets in and nothing runs; all is kept. */
    SUSPENDED,
    /** It is being deleted. */
    LEAVING
  }

  /**
   * A workspace.
   *
   * @param hosts names that belong to it alone, lower case, without ports
   * @param usedAt when somebody outside asked for it last, within half a minute; null where nobody
   *     has yet
   * @param limits of the operators
   */
  record Entry(
      Workspace workspace,
      String label,
      List<String> hosts,
      State state,
      Instant madeAt,
      @Nullable Instant usedAt,
      Limits limits) {

    /** Copies the hosts. */
    public Entry {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * Who is a workspace's first administrator.
   *
   * @param hash of the password
   */
  record FirstAdmin(String username, String name, String hash) {

    /** What they sign in with, where nobody says otherwise. */
    public static final String USERNAME = "admin";

    /** What they are called, where nobody says otherwise. */
    public static final String NAME = "管理员";

    /** Who it is where nobody says otherwise. */
    public static FirstAdmin of(String hash) {
      return new FirstAdmin(USERNAME, NAME, hash);
    }
  }

  /**
   * A workspace to make.
   *
   * @param template to begin with, or {@code none}
   */
  record Wish(String key, String label, List<String> hosts, String template, FirstAdmin admin) {

    /** Copies the hosts. */
    public Wish {
      hosts = List.copyOf(hosts);
    }
  }

  /** What is left to make of a workspace. */
  record Making(Workspace workspace, String template, FirstAdmin admin) {}

  /** Whether a text can be the key of a workspace. */
  static boolean isKey(String text) {
    return text.matches("[a-z][a-z0-9]{0,29}");
  }

  /** A number that each change counts up. */
  long version();

  /** All, by key. */
  List<Entry> all();

  /** One, or null. */
  @Nullable Entry find(String key);

  /**
   * Takes down a new one, which is being made.
   *
   * @param from when some node has to make it, unless it is made before
   * @throws dev.dougong.engine.problem.InputException where the key or a host is none
   * @throws dev.dougong.engine.problem.ConflictException where another one has the key or a host
   */
  Making add(Wish wish, Instant from);

  /**
   * Takes one that is to be made and that no other node makes; null where there is none.
   *
   * @param until when another node may take it
   */
  @Nullable Making claimMaking(Instant now, Instant until);

  /**
   * Takes down one that comes from another installation, and that no node makes; one that did not
   * come to its end is taken up again. {@link #finish} is its end.
   *
   * @throws dev.dougong.engine.problem.InputException where the key or a host is none
   * @throws dev.dougong.engine.problem.ConflictException where another one has the key or a host
   */
  Workspace arrive(String key, List<String> hosts);

  /** It is made, and people may come. */
  void finish(Workspace workspace);

  /** Gives it other hosts; refuses like {@link #add}. */
  void setHosts(Workspace workspace, List<String> hosts);

  /**
   * Limits it anew; what is there already stays.
   *
   * @throws dev.dougong.engine.problem.InputException where a limit cannot be
   * @throws dev.dougong.engine.problem.ConflictException for the main workspace, which has none
   */
  void setLimits(Workspace workspace, Limits limits);

  /** It stands elsewhere from now on. */
  void setState(Workspace workspace, State state);

  /** Forgets it. */
  void remove(Workspace workspace);

  /**
   * Takes active workspaces that have something to do and that no other node takes.
   *
   * @param until when it is anybody's again, unless it is {@link #hold held}
   */
  List<Workspace> claimDue(Instant now, Instant until, int limit);

  /** They are open here; until that moment no other node has to look. */
  void hold(Collection<Workspace> open, Instant until);

  /** Somebody outside asked for them. */
  void used(Collection<Workspace> asked, Instant at);

  /** It is closed here; from that moment on some node has to look. */
  void rest(Workspace workspace, Instant next);
}
