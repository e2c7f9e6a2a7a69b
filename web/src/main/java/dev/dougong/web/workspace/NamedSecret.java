package dev.dougong.web.workspace;

import dev.dougong.engine.storage.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * A secret of a workspace that says of which: {@code key.secret}; one of the main workspace is
 * bare. The name proves nothing: the secret has to be one of that workspace.
 */
public final class NamedSecret {

  private static final char DOT = '.';

  private NamedSecret() {}

  /** With the name of the workspace. */
  public static String of(Workspace workspace, String secret) {
    return workspace.equals(Workspace.MAIN) ? secret : workspace.key() + DOT + secret;
  }

  /** Key of the workspace that it names. */
  public static String key(String named) {
    int dot = named.indexOf(DOT);
    return dot < 0 ? Workspace.MAIN.key() : named.substring(0, dot);
  }

  /** The secret, or null where it names another workspace. */
  public static @Nullable String in(Workspace workspace, String named) {
    return key(named).equals(workspace.key()) ? named.substring(named.indexOf(DOT) + 1) : null;
  }
}
