package dev.dougong.engine.audit.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.audit.AuditErasures;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renewed seals in the table {@code audit_renewal}. */
public final class JdbcAuditErasures implements AuditErasures {

  private final Jdbc jdbc;
  private final SqlName schema;
  private final AuditLog log;

  /** In a workspace's schema. */
  public JdbcAuditErasures(Jdbc jdbc, Workspace workspace, AuditLog log) {
    this.jdbc = jdbc;
    this.schema = workspace.schema();
    this.log = log;
  }

  @Override
  public void hold() {
    // The lock of closing and of cutting off.
    jdbc.query(
        Sql.of("select pg_advisory_xact_lock(hashtext('audit chain'), hashtext(")
            .bind(SqlType.TEXT, schema.text())
            .add("))"),
        row -> true);
  }

  @Override
  public void renew(
      Erased erased, Collection<Long> changes, Collection<Long> entries, ObjectNode details) {
    renew(SealedTable.CHANGE, erased, changes);
    renew(SealedTable.ENTRY, erased, entries);
    Sql mine = new Sql().bind(SqlType.TEXT, erased.id().toString());
    @Nullable String digest =
        jdbc.queryOne(Sql.of("select ").add(digest(schema, mine)), row -> row.getString(1));
    details.put("erasure", erased.id().toString());
    details.put("digest", digest == null ? "" : digest);
    log.tell(erased.kind(), erased.subject(), details);
    jdbc.update(
        on("""
                update {0}.audit_renewal set entry = (select max(seq) from {0}.audit_entry
                  where kind in ('person.erased', 'field.sealed') and details ->> 'erasure' = erasure::text)
                """)
            .add(" where erasure = ")
            .bind(SqlType.UUID, erased.id()));
  }

  private void renew(SealedTable table, Erased erased, Collection<Long> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<Sql> pieces =
        List.of(
            new Sql().add(schema),
            new Sql().number(table.source()),
            new Sql().bind(SqlType.BIGINT_ARRAY, List.copyOf(rows)),
            new Sql().bind(SqlType.UUID, erased.id()),
            table.content(),
            new Sql().add(table.table()));
    jdbc.update(
        Sql.template(
            """
            update {0}.audit_renewal set salt = null
            where source = {1} and seq = any({2}) and salt is not null
            """,
            pieces));
    jdbc.update(
        Sql.template(
            """
            insert into {0}.audit_renewal (source, seq, erasure, salt, digest)
            select {1}, x.seq, {3}, x.salt, sha256(x.salt || x.content) from (
              select e.seq, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as salt,
                {4} as content
              from {0}.{5} e join {0}.audit_seal s on s.source = {1} and s.seq = e.seq
              where e.seq = any({2}) offset 0) x
            on conflict (source, seq, erasure)
              do update set salt = excluded.salt, digest = excluded.digest
            """,
            pieces));
    jdbc.update(
        Sql.template(
            "update {0}.audit_seal set salt = null where source = {1} and seq = any({2})", pieces));
  }

  /** The digest over the renewals of an erasure, whose id is given as a text; an expression. */
  private static Sql digest(SqlName schema, Sql erasure) {
    return Sql.template(
        """
        (select encode(sha256(string_agg(int8send(d.seq) || int2send(d.source) || d.digest,
            ''::bytea order by d.source, d.seq)), 'hex')
          from {0}.audit_renewal d where d.erasure::text = {1})
        """,
        List.of(new Sql().add(schema), erasure));
  }

  /**
   * Whether what an erasure left of the row {@code e} under the seal {@code s} is as it was sealed
   * anew, and the erasure is one that an entry names; a condition.
   */
  static Sql isRenewed(SqlName schema, SealedTable table) {
    return Sql.template(
        """
        exists (select from {0}.audit_renewal r
          where r.source = s.source and r.seq = s.seq and r.salt is not null
            and sha256(r.salt || {1}) = r.digest and r.erasure::text in (select id from named))
        """,
        List.of(new Sql().add(schema), table.content()));
  }

  /**
   * {@code named as (…)}: ids of erasures whose entry holds the digest over their renewals, or was
   * cut off with all entries of its time.
   */
  static Sql named(SqlName schema) {
    return Sql.template(
        """
        named as materialized (
          select n.details ->> 'erasure' as id from {0}.audit_entry n
          where n.kind in ('person.erased', 'field.sealed')
            and n.details ->> 'digest' = {1}
          union all
          select distinct c.erasure::text from {0}.audit_renewal c
            join {0}.audit_seal z on z.source = 2 and z.seq = c.entry
          where z.salt is null and z.batch <= {2}
            and not exists (select from {0}.audit_entry g where g.seq = c.entry))
        """,
        List.of(
            new Sql().add(schema),
            digest(schema, Sql.of("n.details ->> 'erasure'")),
            JdbcAuditRetention.lastCut(schema)));
  }

  private Sql on(@CompileTimeConstant final String template) {
    return Sql.template(template, List.of(new Sql().add(schema)));
  }
}
