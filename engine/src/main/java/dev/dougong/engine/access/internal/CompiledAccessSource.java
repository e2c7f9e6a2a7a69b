package dev.dougong.engine.access.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.User;
import dev.dougong.engine.expression.DiagnosticSink;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.MetadataSource;
import dev.dougong.engine.storage.WorkspaceScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rights depend on the roles and the snapshot alone, since rules name the user as {@code user()}:
 * so they are compiled once for each set of roles, and a user's view of them is made per request.
 */
@WorkspaceScoped
public final class CompiledAccessSource implements AccessSource {

  private static final Logger LOG = LoggerFactory.getLogger(CompiledAccessSource.class);
  private static final UUID ENGINE = new UUID(0, 0);
  private static final int MOST_SETS = 1_000;

  private final MetadataSource metadata;
  private final Expressions expressions;
  private final People people;
  private final InstantSource clock;
  private volatile @Nullable Compiled compiled;

  private record Compiled(Metadata metadata, Map<Set<String>, CompiledRights> byRoles) {}

  /** Over the newest snapshot. */
  @Inject
  public CompiledAccessSource(
      MetadataSource metadata, Expressions expressions, People people, InstantSource clock) {
    this.metadata = metadata;
    this.expressions = expressions;
    this.people = people;
    this.clock = clock;
  }

  @Override
  public Access of(User user, Set<String> roles, Locale locale) {
    return trial(user, roles, locale, metadata.current());
  }

  @Override
  public Access trial(User user, Set<String> roles, Locale locale, Metadata now) {
    return new UserAccess(
        now,
        user.id(),
        evaluation(now, user.id(), user.orgUnit(), roles),
        locale,
        rights(now, roles),
        false);
  }

  @Override
  public Access system(String step) {
    return engine(step, metadata.current(), false);
  }

  @Override
  public Access takeover(String step, Metadata snapshot) {
    return engine(step, snapshot, true);
  }

  private Access engine(String step, Metadata snapshot, boolean mayTakeOver) {
    LOG.debug("all rights for {}", step);
    Set<String> roles = Set.of(User.ADMIN);
    return new UserAccess(
        snapshot,
        ENGINE,
        evaluation(snapshot, null, null, roles),
        Locale.SIMPLIFIED_CHINESE,
        rights(snapshot, roles),
        mayTakeOver);
  }

  private EvaluationContext evaluation(
      Metadata now, @Nullable UUID user, @Nullable UUID orgUnit, Set<String> roles) {
    return new EvaluationContext(
        clock.instant(),
        now.zone(),
        user,
        orgUnit,
        roles,
        people.tree(),
        DiagnosticSink.NONE,
        now.seals());
  }

  private CompiledRights rights(Metadata now, Set<String> roles) {
    if (now != metadata.current()) {
      return compile(now, roles);
    }
    @Nullable Compiled known = compiled;
    if (known == null || known.metadata() != now || known.byRoles().size() > MOST_SETS) {
      known = new Compiled(now, new ConcurrentHashMap<>());
      compiled = known;
    }
    @Nullable CompiledRights rights = known.byRoles().get(roles);
    if (rights == null) {
      rights = compile(now, roles);
      known.byRoles().put(Set.copyOf(roles), rights);
    }
    return rights;
  }

  private CompiledRights compile(Metadata now, Set<String> roles) {
    return new CompiledRights(new RightsCompiler(now, expressions).compile(roles));
  }
}
