package dev.dougong.bench.baseline;

import dev.dougong.bench.baseline.CustomerColumns.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Tables of the baseline: typed columns, a check or two, the indexes that its queries need. */
final class BaselineSchema {

  private static final List<String> CUSTOMER_INDEXES =
      List.of(
          "unique index customer_phone on baseline.customer (phone)",
          "index customer_city on baseline.customer (city, id)",
          "index customer_store on baseline.customer (store, id)",
          "index customer_source on baseline.customer (source, id)",
          "index customer_last_visit on baseline.customer (last_visit, id)",
          "index customer_birthday on baseline.customer (birthday, id)",
          "index customer_level on baseline.customer (level, id)",
          "index customer_total on baseline.customer (total_spent, id)",
          "index customer_last on baseline.customer (last_purchased_at, id)",
          "index customer_model on baseline.customer (current_phone, id)",
          "index customer_bought on baseline.customer (phone_bought_on, id)",
          "index customer_name on baseline.customer (name, id)",
          "index customer_brand on baseline.customer (brand_preference, id)",
          "index customer_tags on baseline.customer using gin (tags)",
          "index customer_owner on baseline.customer (owner, id)",
          "index customer_org on baseline.customer (org_unit, id)",
          "index customer_words on baseline.customer using gin"
              + " ((name || ' ' || phone || ' ' || coalesce(company, '') || ' ' ||"
              + " coalesce(wechat, '')) gin_trgm_ops)");

  private static final List<String> SALE_INDEXES =
      List.of(
          "customer on baseline.sale (customer, id)",
          "store on baseline.sale (store, id) include (amount, status, sold_at, customer)",
          "sold_at on baseline.sale (sold_at, id) include (amount, status)",
          "status on baseline.sale (status, id)",
          "channel on baseline.sale (channel, id)",
          "amount on baseline.sale (amount, id)",
          "payment_method on baseline.sale (payment_method, id)",
          "owner on baseline.sale (owner, id)",
          "org_unit on baseline.sale (org_unit, id)");

  private static final List<String> LEAD_INDEXES =
      List.of(
          "created_at on baseline.lead (created_at, id)",
          "stage on baseline.lead (stage, id)",
          "source on baseline.lead (source, id)",
          "store on baseline.lead (store, id)",
          "closed_at on baseline.lead (closed_at, id)",
          "owner on baseline.lead (owner, id)",
          "org_unit on baseline.lead (org_unit, id)");

  private BaselineSchema() {}

  /** Makes the tables where they are missing. */
  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create schema if not exists baseline");
      statement.execute("create extension if not exists pg_trgm");
      statement.execute(
          "create table if not exists baseline.store (id uuid primary key, name text not null)");
      List<String> columns = new ArrayList<>();
      for (Column column : CustomerColumns.ENTERED) {
        columns.add(column.name() + " " + column.type().sql());
      }
      for (Column column : CustomerColumns.KEPT) {
        columns.add(column.name() + " " + column.type().sql());
      }
      statement.execute(
          "create table if not exists baseline.customer (id uuid primary key, version bigint not"
              + " null, created_at timestamptz not null, created_by uuid, updated_at timestamptz"
              + " not null, updated_by uuid, owner uuid, org_unit uuid, "
              + String.join(", ", columns)
              + ", check (name is not null), check (length(name) <= 50),"
              + " check (phone is not null), foreign key (store) references baseline.store)");
      for (String index : CUSTOMER_INDEXES) {
        statement.execute("create " + index.replace("index ", "index if not exists "));
      }
      statement.execute(
          "create table if not exists baseline.sale (id uuid primary key, version bigint not null,"
              + " created_at timestamptz not null, owner uuid, org_unit uuid, number text,"
              + " customer uuid not null references baseline.customer, store uuid, sold_at"
              + " timestamptz not null, status text not null, channel text, items jsonb not null,"
              + " quantity bigint, goods_amount numeric, discount numeric, amount numeric, to_pay"
              + " numeric, payment_method text)");
      for (String index : SALE_INDEXES) {
        statement.execute("create index if not exists sale_" + index);
      }
      statement.execute("create unique index if not exists sale_number on baseline.sale (number)");
      createLeads(statement);
    }
  }

  private static void createLeads(Statement statement) throws SQLException {
    statement.execute(
        "create table if not exists baseline.lead (id uuid primary key, created_at timestamptz not"
            + " null, owner uuid, org_unit uuid, name text not null, phone text, source text,"
            + " store uuid, stage text not null, lost_reason text, closed_at timestamptz)");
    for (String index : LEAD_INDEXES) {
      statement.execute("create index if not exists lead_" + index);
    }
    statement.execute(
        "create table if not exists baseline.lead_history (lead uuid not null references"
            + " baseline.lead, stage text not null, at timestamptz not null, primary key (lead,"
            + " stage))");
  }
}
