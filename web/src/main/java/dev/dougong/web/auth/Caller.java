package dev.dougong.web.auth;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.error.Languages;
import dev.dougong.web.workspace.Workspaces;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The caller of this request: who, in which language, with which rights. */
@RequestScoped
public class Caller {

  private final AccessSource rights;
  private final Workspaces workspaces;
  private @Nullable Identity identity;
  private @Nullable Access access;
  private @Nullable Workspace workspace;
  private String address = "";
  private Locale locale = Locale.SIMPLIFIED_CHINESE;

  /** Of this request. */
  @Inject
  public Caller(AccessSource rights, Workspaces workspaces) {
    this.rights = rights;
    this.workspaces = workspaces;
  }

  /** Who calls; refuses where nobody is signed in. */
  public Identity identity() {
    if (identity == null) {
      throw new AccessException(Problem.of("signInNeeded"));
    }
    if (!isHere()) {
      throw new IllegalStateException("the caller is of another workspace");
    }
    return identity;
  }

  private boolean isHere() {
    return workspaces.current().equals(workspace);
  }

  /** The rights of the caller under one snapshot, the same from start to end of the request. */
  public Access access() {
    Identity known = identity();
    if (access == null) {
      access = rights.of(known.user(), known.roles(), locale);
    }
    return access;
  }

  /** Who calls, or null where nobody is signed in to the workspace for which this thread works. */
  @Nullable Identity known() {
    return identity != null && isHere() ? identity : null;
  }

  /** From where the call comes, for the audit log; empty where it is not known. */
  public String address() {
    return address;
  }

  /** Says from where the call comes. */
  public void cameFrom(String from) {
    address = from;
  }

  /** Language of answers. */
  public Locale locale() {
    return locale;
  }

  void set(Identity found, @Nullable String acceptLanguage) {
    identity = found;
    workspace = workspaces.current();
    locale =
        acceptLanguage == null
            ? Locale.forLanguageTag(found.user().language())
            : Languages.of(acceptLanguage);
  }
}
