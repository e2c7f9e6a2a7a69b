package dev.dougong.engine.guide.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.User;
import dev.dougong.engine.definition.RoleDefinition;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Checked;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.Options;
import dev.dougong.engine.guide.GuideKind;
import dev.dougong.engine.guide.GuidePage;
import dev.dougong.engine.guide.GuideTarget;
import dev.dougong.engine.guide.OpenDashboards;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.ReaderScope;
import dev.dougong.engine.query.RecordPresence.Wanted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which guides and steps people with some rights have. Thread-safe. */
final class GuideSight {

  private static final int LAST = Integer.MAX_VALUE;

  private final Expressions expressions;
  private final OpenDashboards dashboards;

  GuideSight(Expressions expressions, OpenDashboards dashboards) {
    this.expressions = expressions;
    this.dashboards = dashboards;
  }

  /** Where they are kept beside the rights. */
  private record Place() {}

  /** In their order; those without a step are left out. */
  List<ShownGuide> of(Access access) {
    return access.kept(new Place(), known -> true, () -> read(access));
  }

  private List<ShownGuide> read(Access access) {
    Set<String> held = held(access);
    List<ObjectNode> meant = new ArrayList<>();
    for (ObjectNode guide : access.metadata().documents(GuideKind.ID).values()) {
      if (isMeant(guide.path("roles"), held)) {
        meant.add(guide);
      }
    }
    meant.sort(
        Comparator.comparingInt((ObjectNode guide) -> guide.path("order").asInt(LAST))
            .thenComparing(guide -> guide.path("key").asText()));
    List<ShownGuide> shown = new ArrayList<>();
    for (ObjectNode guide : meant) {
      List<ShownStep> steps = steps(access, guide);
      if (!steps.isEmpty()) {
        shown.add(
            new ShownGuide(
                guide.path("key").asText(),
                Options.label(guide.path("label")),
                Options.label(guide.path("description")),
                steps));
      }
    }
    return List.copyOf(shown);
  }

  private static boolean isMeant(JsonNode roles, Set<String> held) {
    boolean isMeant = roles.isEmpty();
    for (JsonNode role : roles) {
      isMeant |= held.contains(role.asText());
    }
    return isMeant;
  }

  private static Set<String> held(Access access) {
    Set<String> held = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(access.evaluation().roles());
    while (!open.isEmpty()) {
      String key = open.remove();
      RoleDefinition role = access.metadata().roles().get(key);
      if (held.add(key) && role != null) {
        open.addAll(role.includes());
      }
    }
    return held;
  }

  private List<ShownStep> steps(Access access, ObjectNode guide) {
    List<ShownStep> steps = new ArrayList<>();
    for (JsonNode step : guide.path("steps")) {
      if (step.has("open") && !isOpen(access, step.path("open"))) {
        continue;
      }
      Wanted evidence = step.has("done") ? evidence(access, step.path("done")) : null;
      if (evidence == null && step.has("done")) {
        continue;
      }
      steps.add(
          new ShownStep(
              step.path("key").asText(),
              new StepName(firstKey(guide), firstKey(step)),
              Options.label(step.path("label")),
              Options.label(step.path("text")),
              step.get("open") instanceof ObjectNode open ? open : null,
              evidence));
    }
    return steps;
  }

  /** Former keys stand oldest first. */
  private static String firstKey(JsonNode item) {
    return item.path("formerKeys").path(0).asText(item.path("key").asText());
  }

  /** What is looked for, or null where the reader may not know of it. */
  private @Nullable Wanted evidence(Access access, JsonNode done) {
    Entity entity = readable(access, done.path("entity").asText());
    if (entity == null || !done.has("filter")) {
      return entity == null ? null : new Wanted(entity, null);
    }
    Checked checked =
        expressions.check(
            done.path("filter").asText(), new ReaderScope(access, entity), ValueType.BOOLEAN);
    return checked.isOk() ? new Wanted(entity, checked.expression()) : null;
  }

  private boolean isOpen(Access access, JsonNode open) {
    for (GuideTarget target : GuideTarget.of(open)) {
      if (!isOpen(access, target, open.path(target.key()).asText())) {
        return false;
      }
    }
    return true;
  }

  private boolean isOpen(Access access, GuideTarget target, String key) {
    return switch (target) {
      case ENTITY -> readable(access, key) != null;
      case NEW -> {
        EntityAccess rights = rights(access, key);
        yield rights != null && rights.mayCreate();
      }
      case IMPORT -> {
        EntityAccess rights = rights(access, key);
        yield rights != null && rights.mayImport();
      }
      case VIEW -> {
        ObjectNode view = access.metadata().documents("view").get(key);
        yield view != null && readable(access, view.path("entity").asText()) != null;
      }
      case DASHBOARD -> dashboards.isOpen(access, key);
      case DESIGN -> isAdministrator(access);
      case PAGE -> {
        GuidePage page = GuidePage.find(key);
        yield page != null && (!page.isForAdministrators() || isAdministrator(access));
      }
    };
  }

  static boolean isAdministrator(Access access) {
    return access.evaluation().roles().contains(User.ADMIN);
  }

  private static @Nullable EntityAccess rights(Access access, String key) {
    Entity entity = readable(access, key);
    return entity == null ? null : access.entity(entity);
  }

  private static @Nullable Entity readable(Access access, String key) {
    Entity entity = access.metadata().findEntity(key);
    return entity == null || access.entity(entity).isNone() ? null : entity;
  }
}
