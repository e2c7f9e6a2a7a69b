package dev.dougong.web.rest;

import dev.dougong.engine.access.User;
import dev.dougong.engine.metadata.MetadataSource;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks roles that somebody names: those that are published, and the built-in one. */
@Singleton
public final class RoleNames {

  private final MetadataSource metadata;

  /** Over the newest snapshot. */
  @Inject
  public RoleNames(MetadataSource metadata) {
    this.metadata = metadata;
  }

  /** The same roles, or a refusal that names each that is not known. */
  Set<String> known(List<String> wanted) {
    Set<String> known = new TreeSet<>(metadata.current().roles().keySet());
    known.add(User.ADMIN);
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      String role = String.valueOf(wanted.get(i));
      if (!known.contains(role)) {
        problems.add(
            Problem.at("/roles/" + i, "access.unknownRole")
                .with("value", role)
                .near(NearNames.near(role, known)));
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return Set.copyOf(wanted);
  }
}
