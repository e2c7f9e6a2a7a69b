package dev.dougong.engine.wiring.internal;

import dev.dougong.engine.access.OwnedRows;
import dev.dougong.engine.access.PersonalItems;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.seal.FieldSeals;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.seal.internal.JdbcFieldSeals;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.Label;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;

/** Parts that know nothing of a container, and the registries of the open types. */
@Dependent
public final class EngineParts {

  @Produces
  @Singleton
  FieldTypes fieldTypes(Instance<FieldType> types, FieldSeals seals) {
    return new FieldTypes(types, seals);
  }

  @Produces
  @WorkspaceScoped
  JdbcFieldSeals seals(
      DataSource source,
      Workspace workspace,
      KeyRing ring,
      Transactions transactions,
      InstantSource clock) {
    return new JdbcFieldSeals(new Jdbc(source), workspace, ring, transactions, clock);
  }

  @Produces
  @WorkspaceScoped
  PersonalItems savedFilters(Statements statements) {
    return new OwnedRows(
        "savedFilter",
        new Label(Map.of("zh", "保存的筛选", "en", "Saved filters")),
        SqlName.of("saved_filter"),
        statements);
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
