package dev.dougong.workflow.internal;

import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.FormRuleSource;
import dev.dougong.engine.record.RecordListener;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Placement;
import dev.dougong.workflow.People;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Very many customers with what rules by time look at, loaded by the database itself. */
final class ManyCustomers {

  private static final String CUSTOMER =
      """
      {"key":"customer","title":"name","fields":[
        {"key":"name","type":"text","required":true,"maxLength":50},{"key":"phone","type":"text","unique":true},
        {"key":"birthday","type":"date","indexed":true},{"key":"boughtAt","type":"date"},
        {"key":"warrantyUntil","type":"date"},{"key":"lastFollowUp","type":"dateTime","indexed":true},
        {"key":"note","type":"longText"},{"key":"visits","type":"integer"},{"key":"keeper","type":"user"},
        {"key":"stage","type":"choice","indexed":true,"options":[{"value":"new"},{"value":"visited"},{"value":"won"}]}]}
      """;

  private static final Sql STAGE = Sql.of("case when i % 5 = 0 then 'visited' else 'new' end");

  /** As {@link #id} makes it. */
  private static final Sql ID = Sql.of("('01800000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))");

  final Desk desk = Desk.empty();

  /** The same records, written as if there were no workflows. */
  final Records bare;

  private final int count;

  ManyCustomers(int count) {
    this.count = count;
    desk.workspace.publish(CUSTOMER);
    AtomicLong next = new AtomicLong(1);
    bare =
        new JdbcRecords(
            new WriteParts(
                desk.workspace.jdbc,
                desk.workspace.database,
                FieldTypes.onClassPath(),
                new Evaluator(Evaluator.BackEnd.CLOSURES),
                new SearchTerms(),
                () -> new UUID(0x0191_0000_0000_7000L, next.getAndIncrement()),
                desk.people,
                RecordListener.NONE,
                FormRuleSource.NONE));
  }

  Entity entity() {
    return desk.workspace.metadata().entity("customer");
  }

  private Sql table() {
    return new Sql().add(desk.workspace.workspace.schema(), entity().table());
  }

  /** The id of the customer of a number, from 1. */
  static UUID id(long number) {
    return new UUID(0x0180_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
  }

  /** Birthdays of 55 years, purchases of two, follow-ups of two weeks; a fifth has come to see. */
  void load() {
    Sql columns = new Sql();
    Sql values = new Sql();
    List<Sql> document = new ArrayList<>();
    values()
        .forEach(
            (key, value) -> {
              Field field = Objects.requireNonNull(entity().field(key), key);
              if (field.placement() == Placement.COLUMN) {
                columns.add(", ").add(field.column());
                values.add(", ").add(value);
              } else {
                document.add(
                    new Sql().bind(SqlType.TEXT, field.column().text()).add("::text, ").add(value));
              }
            });
    desk.workspace.jdbc.update(
        Sql.of("insert into ")
            .add(table())
            .add(" (id, version, created_at, updated_at, data")
            .add(columns)
            .add(") select ")
            .add(ID)
            .add("::uuid, 1, ")
            .bind(SqlType.TIMESTAMPTZ, Desk.START)
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, Desk.START)
            .add(", jsonb_build_object(")
            .join(", ", document)
            .add(")")
            .add(values)
            .add(" from generate_series(1, ")
            .number(count)
            .add(") i"));
    history();
    for (Sql name : List.of(table(), change())) {
      desk.workspace.jdbc.update(Sql.of("analyze ").add(name));
    }
  }

  /** The change that made each of them. */
  private void history() {
    Field stage = Objects.requireNonNull(entity().field("stage"));
    desk.workspace.jdbc.update(
        Sql.of("insert into ")
            .add(change())
            .add(" (at, actor, why, entity, record, version, op, after) select ")
            .bind(SqlType.TIMESTAMPTZ, Desk.START.minus(Duration.ofDays(1)))
            .add(" + (i % 86400) * interval '1 second', ")
            .bind(SqlType.UUID, People.CLERK)
            .add(", 'api', ")
            .number(entity().id())
            .add(", ")
            .add(ID)
            .add("::uuid, 1, 1, jsonb_build_object(")
            .bind(SqlType.TEXT, stage.column().text())
            .add("::text, ")
            .add(STAGE)
            .add(", 'made', i) from generate_series(1, ")
            .number(count)
            .add(") i"));
  }

  private Sql change() {
    return new Sql().add(desk.workspace.workspace.schema()).add(".change");
  }

  private static Map<String, Sql> values() {
    Map<String, Sql> values = new LinkedHashMap<>();
    values.put("name", Sql.of("'n' || i"));
    values.put("phone", Sql.of("'p' || i"));
    values.put("birthday", Sql.of("date '1950-01-01' + (i::bigint * 7919 % 20000)::int"));
    values.put("boughtAt", Sql.of("date '2024-03-02' + (i::bigint * 31 % 730)::int"));
    values.put("warrantyUntil", Sql.of("date '2026-03-10' + (i::bigint * 37 % 365)::int"));
    values.put(
        "lastFollowUp",
        new Sql()
            .bind(SqlType.TIMESTAMPTZ, Desk.START)
            .add(" - (i::bigint * 7907 % 1209600) * interval '1 second'"));
    values.put("stage", STAGE);
    values.put("note", Sql.of("repeat('what was said ', 1 + i % 20)"));
    values.put("visits", Sql.of("i % 7"));
    return values;
  }
}
