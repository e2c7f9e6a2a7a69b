package dev.dougong.engine.expression.differential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.MapRow;
import dev.dougong.engine.expression.MapScope;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.sql.SqlRows;
import dev.dougong.engine.expression.sql.SqlScope;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The generated records as tables. */
final class SqlShop implements SqlScope {

  static final Sql FROM =
      Sql.of(
          " from diff_sale r left join diff_customer c on c.id = r.c20"
              + " left join diff_store s on s.id = c.c35 left join diff_user u on u.id = r.c21");

  private final @Nullable SqlName row;

  private SqlShop(@Nullable SqlName row) {
    this.row = row;
  }

  /** The columns of a sale and, by joins, of its customer, store and seller. */
  static SqlShop sale() {
    return new SqlShop(null);
  }

  @Override
  public Sql field(FieldPath path, ValueType type) {
    SqlName alias =
        row != null
            ? row
            : SqlName.of(
                switch (path.fieldIds().size()) {
                  case 1 -> "r";
                  case 2 -> path.hops().get(0) == Shop.CUSTOMER ? "c" : "u";
                  default -> "s";
                });
    return new Sql().add(alias, SqlName.of("c" + path.last()));
  }

  @Override
  public SqlRows rows(FieldPath path, ValueType type) {
    Sql from =
        path.last() == Shop.ITEMS
            ? Sql.of(
                "jsonb_to_recordset(r.c24) as i(c61 text, c62 numeric, c63 bigint, c64 boolean,"
                    + " c65 date)")
            : Sql.of("diff_user i where i.id = any(r.c23)");
    return new SqlRows(from, new SqlShop(SqlName.of("i")));
  }

  static void create(Connection connection, RandomSales all) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : List.of("diff_sale", "diff_customer", "diff_store", "diff_user")) {
        statement.execute("drop table if exists " + table);
      }
      statement.execute(table("diff_user", "id uuid", Shop.USERS));
      statement.execute(table("diff_store", "id uuid", Shop.STORES));
      statement.execute(table("diff_customer", "id uuid", Shop.CUSTOMERS));
      statement.execute(table("diff_sale", "id bigint", Shop.SALES));
    }
    insert(connection, "diff_user", Shop.USERS, all.users, SqlType.UUID);
    insert(connection, "diff_store", Shop.STORES, all.stores, SqlType.UUID);
    insert(connection, "diff_customer", Shop.CUSTOMERS, all.customers, SqlType.UUID);
    insert(connection, "diff_sale", Shop.SALES, all.sales, SqlType.BIGINT);
  }

  private static String table(String name, String id, MapScope scope) {
    StringJoiner columns = new StringJoiner(", ", "create table " + name + " (", ")").add(id);
    for (ScopeField field : scope.fields()) {
      columns.add("c" + field.id() + " " + SqlType.of(field.type().kind()).text());
    }
    return columns.toString();
  }

  private static void insert(
      Connection connection, String table, MapScope scope, List<MapRow> rows, SqlType id)
      throws SQLException {
    for (int i = 0; i < rows.size(); i++) {
      List<Sql> places = new ArrayList<>();
      places.add(new Sql().bind(id, id == SqlType.UUID ? Shop.id(i) : (Object) (long) i));
      for (ScopeField field : scope.fields()) {
        ValueKind kind = field.type().kind();
        Object value = kind == ValueKind.TABLE ? items(rows.get(i)) : rows.get(i).value(field.id());
        places.add(new Sql().bind(SqlType.of(kind), value));
      }
      Sql sql =
          Sql.of("insert into ")
              .add(SqlName.of(table))
              .add(" values (")
              .join(", ", places)
              .add(")");
      try (PreparedStatement statement = Jdbc.prepare(connection, sql)) {
        statement.executeUpdate();
      }
    }
  }

  private static @Nullable ArrayNode items(MapRow sale) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (Row row : sale.rows(Shop.ITEMS)) {
      ObjectNode item = items.addObject();
      for (ScopeField field : Shop.ITEM.fields()) {
        Object value = row.value(field.id());
        String name = "c" + field.id();
        if (value instanceof BigDecimal number) {
          item.put(name, number);
        } else if (value instanceof Long number) {
          item.put(name, number);
        } else if (value instanceof Boolean truth) {
          item.put(name, truth);
        } else if (value != null) {
          item.put(name, value.toString());
        }
      }
    }
    return items.isEmpty() ? null : items;
  }
}
