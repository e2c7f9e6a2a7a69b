package dev.dougong.web.auth;

import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The caller of this request. */
@RequestScoped
public class Caller {

  private @Nullable Identity identity;

  /** Who calls; refuses where nobody is signed in. */
  public Identity identity() {
    if (identity == null) {
      throw new AccessException(Problem.of("signInNeeded"));
    }
    return identity;
  }

  void set(Identity found) {
    identity = found;
  }
}
