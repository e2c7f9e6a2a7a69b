package dev.dougong.engine.wiring.internal;

import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypes;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Parts that know nothing of a container, and the registries of the open types. */
@Dependent
public final class EngineParts {

  @Produces
  @Singleton
  FieldTypes fieldTypes(Instance<FieldType> types) {
    return new FieldTypes(types);
  }

  @Produces
  @Singleton
  Expressions expressions() {
    return new Expressions();
  }

  @Produces
  @Singleton
  SqlCompiler sqlCompiler() {
    return new SqlCompiler();
  }
}
