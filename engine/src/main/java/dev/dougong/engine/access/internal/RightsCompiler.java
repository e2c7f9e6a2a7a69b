package dev.dougong.engine.access.internal;

import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.access.User;
import dev.dougong.engine.definition.RoleDefinition;
import dev.dougong.engine.definition.RoleDefinition.FieldRight;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Checked;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From role documents to rights: several roles are the union of their rules and of their rights on
 * each field. A rule that cannot be compiled gives nothing.
 */
final class RightsCompiler {

  private static final Logger LOG = LoggerFactory.getLogger(RightsCompiler.class);

  private final Metadata metadata;
  private final Expressions expressions;

  RightsCompiler(Metadata metadata, Expressions expressions) {
    this.metadata = metadata;
    this.expressions = expressions;
  }

  /** Rights by entity id; what is not there is not allowed. */
  Map<Integer, EntityAccess> compile(Set<String> roles) {
    Map<Integer, EntityAccess> rights = new HashMap<>();
    Collection<RoleDefinition> definitions = withIncluded(roles);
    for (Entity entity : metadata.entities()) {
      EntityAccess access =
          roles.contains(User.ADMIN) ? EntityRights.ALL : union(entity, definitions);
      if (!access.isNone()) {
        rights.put(entity.id(), access);
      }
    }
    return Map.copyOf(rights);
  }

  private Collection<RoleDefinition> withIncluded(Set<String> roles) {
    List<RoleDefinition> definitions = new ArrayList<>();
    for (String key : metadata.withIncluded(roles)) {
      @Nullable RoleDefinition role = metadata.roles().get(key);
      if (role != null) {
        definitions.add(role);
      }
    }
    return definitions;
  }

  private EntityRights union(Entity entity, Collection<RoleDefinition> roles) {
    List<RoleDefinition.EntityRights> granted = new ArrayList<>();
    for (RoleDefinition role : roles) {
      RoleDefinition.@Nullable EntityRights rights = role.entities().get(entity.key());
      if (rights != null) {
        granted.add(rights);
      }
    }
    if (granted.isEmpty()) {
      return EntityRights.NONE;
    }
    return new EntityRights(
        granted.stream().anyMatch(RoleDefinition.EntityRights::create),
        granted.stream().anyMatch(RoleDefinition.EntityRights::export),
        granted.stream().anyMatch(RoleDefinition.EntityRights::importing),
        rule(entity, granted, RoleDefinition.EntityRights::read),
        rule(entity, granted, RoleDefinition.EntityRights::update),
        rule(entity, granted, RoleDefinition.EntityRights::delete),
        granted.stream().anyMatch(RoleDefinition.EntityRights::reveal),
        granted.stream().anyMatch(RoleDefinition.EntityRights::erase),
        fields(entity, granted),
        masked(entity, granted));
  }

  private RowRule rule(
      Entity entity,
      List<RoleDefinition.EntityRights> granted,
      Function<RoleDefinition.EntityRights, String> part) {
    Set<Expression> conditions = new LinkedHashSet<>();
    for (RoleDefinition.EntityRights rights : granted) {
      String text = part.apply(rights);
      if (text.equals("true")) {
        return RowRule.ALL;
      }
      if (!text.equals("false")) {
        Checked checked = expressions.check(text, entity.scope(), ValueType.BOOLEAN);
        if (checked.expression() != null) {
          conditions.add(checked.expression());
        } else {
          LOG.error("a rule on {} gives no right: {}", entity.key(), checked.problems());
        }
      }
    }
    if (conditions.isEmpty()) {
      return RowRule.NONE;
    }
    return new RowRule.Where(
        conditions.size() == 1
            ? conditions.iterator().next()
            : new Expression.Or(List.copyOf(conditions)));
  }

  private static Map<Integer, FieldAccess> fields(
      Entity entity, List<RoleDefinition.EntityRights> granted) {
    Map<Integer, FieldAccess> fields = new HashMap<>();
    for (Field field : entity.allFields()) {
      Set<FieldRight> rights = rights(field, granted);
      boolean isRead = rights.contains(FieldRight.READ);
      boolean isEntered =
          rights.contains(FieldRight.WRITE)
              || (isRead && rights.contains(FieldRight.MASKED) && field.canMask());
      if (!isEntered) {
        fields.put(field.id(), isRead ? FieldAccess.READ : FieldAccess.HIDDEN);
      }
    }
    return fields;
  }

  /** Fields of which no role shows the values, and one a mask. */
  private static Set<Integer> masked(Entity entity, List<RoleDefinition.EntityRights> granted) {
    Set<Integer> masked = new HashSet<>();
    for (Field field : entity.allFields()) {
      Set<FieldRight> rights = rights(field, granted);
      if (field.canMask()
          && rights.contains(FieldRight.MASKED)
          && !rights.contains(FieldRight.READ)
          && !rights.contains(FieldRight.WRITE)) {
        masked.add(field.id());
      }
    }
    return masked;
  }

  private static Set<FieldRight> rights(Field field, List<RoleDefinition.EntityRights> granted) {
    Set<FieldRight> rights = EnumSet.noneOf(FieldRight.class);
    for (RoleDefinition.EntityRights one : granted) {
      rights.add(one.fields().getOrDefault(field.key(), FieldRight.WRITE));
    }
    return rights;
  }
}
