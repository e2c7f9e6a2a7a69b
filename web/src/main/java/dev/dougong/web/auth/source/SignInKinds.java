package dev.dougong.web.auth.source;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** All kinds of places where people have an account. */
@Singleton
public final class SignInKinds {

  private final Map<String, SignInKind> kinds = new TreeMap<>();

  /** Of the application. */
  @Inject
  public SignInKinds(Instance<SignInKind> found) {
    for (SignInKind kind : found) {
      if (kinds.put(kind.id(), kind) != null) {
        throw new IllegalStateException("two kinds of sign-in: " + kind.id());
      }
    }
  }

  /** All, by id. */
  public Collection<SignInKind> all() {
    return kinds.values();
  }

  /** The kind of the id; refuses an unknown one. */
  public SignInKind get(String id) {
    SignInKind kind = kinds.get(id);
    if (kind == null) {
      throw new InputException(
          Problem.at("/kind", "signInWay.unknownKind")
              .with("value", id)
              .near(NearNames.near(id, kinds.keySet())));
    }
    return kind;
  }
}
