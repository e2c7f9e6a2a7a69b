package dev.dougong.engine.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.audit.Actors;
import dev.dougong.engine.audit.AuditLog.Entry;
import dev.dougong.engine.audit.internal.JdbcAuditChain;
import dev.dougong.engine.audit.internal.JdbcAuditErasures;
import dev.dougong.engine.audit.internal.JdbcAuditLog;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.file.StoredFile;
import dev.dougong.engine.file.internal.FileReach;
import dev.dougong.engine.file.internal.JdbcFileStore;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.personal.internal.JdbcPersonalRecords;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.testkit.EarlierTransactions;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.engine.testkit.Traces;
import dev.dougong.engine.workspace.Room;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** People, what points at them, and what is left of one phone number in every place. */
final class PersonShop {

  static final String NUMBER = "13912345678";

  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"title":"name","person":{},"fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"},"required":true,"search":true,"personal":true},
        {"key":"phone","type":"phone","label":{"zh":"手机"},"unique":true,"search":true,"personal":true},
        {"key":"birthday","type":"date","label":{"zh":"生日"},"personal":true},
        {"key":"photo","type":"file","label":{"zh":"照片"},"personal":true},
        {"key":"family","type":"table","label":{"zh":"家人"},"fields":[
          {"key":"call","type":"text","label":{"zh":"称呼"},"personal":true}]},
        {"key":"remark","type":"longText","label":{"zh":"备注"},"search":true},
        {"key":"card","type":"formula","result":"text","label":{"zh":"名片"},"indexed":true,"expression":"name + \\" \\" + phone"},
        {"key":"spent","type":"rollup","label":{"zh":"消费"},"entity":"sale","via":"customer","aggregate":"sum","of":"amount"}]}
      """;
  private static final String LEAD =
      """
      {"key":"lead","label":{"zh":"线索"},"title":"name","person":{"sameAs":["customer"]},"fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"},"personal":true},
        {"key":"phone","type":"phone","label":{"zh":"手机"},"personal":true},
        {"key":"customer","type":"reference","entity":"customer","label":{"zh":"客户"},"onDelete":"clear"}]}
      """;
  private static final String SALE =
      """
      {"key":"sale","label":{"zh":"销售"},"fields":[
        {"key":"amount","type":"decimal","label":{"zh":"金额"}},
        {"key":"receiver","type":"text","label":{"zh":"收货人"},"personal":true},
        {"key":"memo","type":"text","label":{"zh":"附言"},"search":true},
        {"key":"customer","type":"reference","entity":"customer","label":{"zh":"客户"},"onDelete":"restrict"}]}
      """;

  final Desk desk = Desk.of(CUSTOMER, LEAD, SALE);
  final JdbcAuditLog log;
  final JdbcAuditChain chain;
  final JdbcFileStore files;
  final EntityRecord person;
  final EntityRecord sale;
  final EntityRecord friend;
  final EntityRecord lead;
  private final SqlName schema;

  /** With the number everywhere; the chain is closed over half of it. */
  PersonShop(Path folder) {
    InstantSource clock = InstantSource.fixed(Desk.NOON);
    schema = desk.metadata().workspace().schema();
    log = new JdbcAuditLog(desk.jdbc(), desk.metadata().workspace(), Actors.ENGINE, clock);
    chain =
        new JdbcAuditChain(desk.jdbc(), desk.meta.database(), desk.metadata().workspace(), clock);
    files =
        new JdbcFileStore(
            desk.jdbc(),
            desk.meta.database(),
            new FileReach(desk.jdbc(), new SqlCompiler()),
            desk.parts.ids(),
            clock,
            Room.NONE);
    EntityRecord first = desk.create("customer", "{'name':'王芳','phone':'13700000001'}");
    EntityRecord other = desk.create("customer", "{'name':'王小芳','remark':'手机 139-1234-5678'}");
    lead =
        desk.create(
            "lead", "{'name':'王芳','phone':'%s','customer':'%s'}".formatted(NUMBER, first.id()));
    sale =
        desk.create(
            "sale",
            "{'amount':100,'receiver':'王芳 %s','memo':'送货前打 +86 %s','customer':'%s'}"
                .formatted(NUMBER, NUMBER, first.id()));
    friend =
        desk.create(
            "customer", "{'name':'李明','phone':'13800000002','remark':'介绍人 %s'}".formatted(NUMBER));
    entry("export.made", NUMBER);
    close();
    EntityRecord merged = merge(first, other);
    StoredFile photo = photo(folder);
    person =
        desk.records.patch(
            desk.clerk(),
            "customer",
            merged.id(),
            merged.version(),
            Desk.json(
                """
                {'phone':'%s','birthday':'1990-05-01','family':[{'call':'母亲 %s'}],
                 'remark':'微信同号%s,勿扰','photo':[{'id':'%s','name':'x.txt','size':1,'type':'text/plain'}]}
                """
                    .formatted(NUMBER, NUMBER, NUMBER, photo.id())),
            new WriteOptions(NUMBER, "tel " + NUMBER));
    beside();
    entry("import.begun", "客户 " + NUMBER);
  }

  private EntityRecord merge(EntityRecord survivor, EntityRecord other) {
    return desk.merges
        .merge(
            desk.clerk(),
            "customer",
            survivor.id(),
            survivor.version(),
            new RecordMerges.Wish(
                List.of(new RecordMerges.Other(other.id(), other.version())), Map.of()))
        .record();
  }

  private StoredFile photo(Path folder) {
    try {
      Path upload = folder.resolve("upload");
      Files.write(upload, ("scan of " + NUMBER).getBytes(StandardCharsets.UTF_8));
      return files.store(desk.clerk(), NUMBER + ".jpg", upload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void entry(String kind, String quoted) {
    log.write(
        new Entry(
            kind,
            Desk.CLERK,
            "",
            "customer " + quoted,
            JsonNodeFactory.instance.objectNode().put("search", quoted).put(quoted, 7)));
  }

  /** Rows that hang on the person, and rows that quote the number. */
  private void beside() {
    run(
        """
        insert into {0}.app_user (id, username, name, created_at)
        values ({1}, 'clerk', 'clerk', now())
        """);
    run(
        """
        insert into {0}.record_comment (id, entity, record, author, body, mentions, created_at)
        values (gen_random_uuid(), 1, {2}, {1}, '{3} 约周末到店', '{}', now())
        """);
    run(
        """
        insert into {0}.data_import (id, entity, by_user, roles, language, at, file_name, format,
          details, columns, plan, remembered, status, row_count)
        values ({1}, 1, {1}, '{}', 'zh', now(), '{3}.xlsx', 'xlsx', '{"first":{3}}', '[]', '{}',
          false, 'done', 2)
        """);
    run(
        """
        insert into {0}.data_import_row (import, number, cells, key, record, problems)
        values ({1}, 1, '["王芳","{3}"]', '{3}', {2}, '[{"value":"{3}"}]'),
          ({1}, 2, '["王芳",{3},[{3}.0, -{3}],{"{3}":"139 1234 5678"}]', '+86{3}', null, null)
        """);
    run(
        """
        insert into {0}.saved_filter (id, user_id, entity, name, is_shared, content)
        values ({1}, {1}, 1, '{3}', false, '{"filter":"+86{3}"}')
        """);
  }

  private void run(@CompileTimeConstant final String sql) {
    desk.jdbc()
        .update(
            Sql.template(
                sql,
                List.of(
                    new Sql().add(schema),
                    new Sql().bind(SqlType.UUID, Desk.CLERK),
                    new Sql().bind(SqlType.UUID, person.id()),
                    Sql.of("13912345678"))));
  }

  /** The service, with traces of other modules. */
  JdbcPersonalRecords personal(List<PersonalTrace> traces) {
    return new JdbcPersonalRecords(
        new JdbcPersonalRecords.Parts(
            desk.jdbc(),
            desk.meta.database(),
            desk.metadata().workspace(),
            new SqlCompiler(),
            new JdbcRecords(desk.parts).blanking(),
            new JdbcAuditErasures(desk.jdbc(), desk.metadata().workspace(), log),
            log,
            new SearchTerms(),
            desk.parts.ids()),
        traces);
  }

  /** Somebody with the right. */
  TestAccess keeper() {
    return desk.clerk().erasing();
  }

  /** Where the number is. */
  List<String> traces() {
    return Traces.of(desk.jdbc(), schema, NUMBER);
  }

  /** All rows of all tables, as texts in order. */
  Map<String, String> everything() {
    Map<String, String> all = new TreeMap<>();
    for (SqlName table : tables()) {
      desk.jdbc()
          .query(
              Sql.of("select coalesce(string_agg(t::text, chr(10) order by t::text), '') from ")
                  .add(schema, table)
                  .add(" t"),
              row -> all.put(table.text(), row.getString(1)));
    }
    return all;
  }

  /** All tables of the workspace. */
  List<SqlName> tables() {
    return desk.jdbc()
        .query(
            Sql.of("select table_name from information_schema.tables where table_type =")
                .add(" 'BASE TABLE' and table_schema = ")
                .bind(SqlType.TEXT, schema.text())
                .add(" order by 1"),
            row -> SqlName.of(row.getString(1)));
  }

  /** The backup that {@link #restore} goes back to. */
  void backUp() {
    desk.jdbc().update(Sql.of("create schema ").add(kept()));
    for (SqlName table : tables()) {
      desk.jdbc()
          .update(Sql.of("create table ").add(kept(), table).add(" as table ").add(schema, table));
    }
  }

  /** Every row as it was. */
  void restore() {
    desk.meta
        .database()
        .required(
            () -> {
              desk.jdbc().update(Sql.of("set local session_replication_role = replica"));
              for (SqlName table : tables()) {
                desk.jdbc().update(Sql.of("delete from ").add(schema, table));
                desk.jdbc()
                    .update(
                        Sql.of("insert into ")
                            .add(schema, table)
                            .add(" overriding system value table ")
                            .add(kept(), table));
              }
              return 1;
            });
  }

  private SqlName kept() {
    return SqlName.of(schema.text() + "_kept");
  }

  /** Closes a batch of the chain over all that was written. */
  void close() {
    EarlierTransactions.awaitEnd(desk.jdbc());
    chain.close();
  }

  /** How many records the quick search finds by a part of a number. */
  long searched(String part) {
    long found = 0;
    for (String entity : List.of("customer", "sale")) {
      found +=
          desk.jdbc()
              .query(
                  Sql.of("select count(*) from ")
                      .add(schema, desk.metadata().entity(entity).table())
                      .add(" where ")
                      .bind(SqlType.TEXT, part)
                      .add(" = any(search)"),
                  row -> row.getLong(1))
              .get(0);
    }
    return found;
  }

  /** A number of the table of renewed seals. */
  long renewals() {
    return desk.jdbc()
        .query(
            Sql.of("select count(*) from ").add(schema).add(".audit_renewal"),
            row -> row.getLong(1))
        .get(0);
  }

  /** Tampers with one row. */
  void tamper(@CompileTimeConstant final String sql, UUID record) {
    int rows =
        desk.jdbc()
            .update(
                Sql.template(
                    sql, List.of(new Sql().add(schema), new Sql().bind(SqlType.UUID, record))));
    if (rows == 0) {
      throw new IllegalArgumentException("sql: '" + sql + "' changes nothing");
    }
  }
}
