package dev.dougong.workflow.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.hook.HookProtocol;
import dev.dougong.workflow.hook.HookProtocols;
import dev.dougong.workflow.hook.Hooks;
import dev.dougong.workflow.message.WebhookSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Inbound webhooks over the write path of records. Thread-safe. */
final class JdbcHooks implements Hooks {

  private static final Duration GOOD = Duration.ofMinutes(5);
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int SWEPT = 100;
  private static final Pattern ID = Pattern.compile("[!-~]{1,200}");
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,11}");

  private final Statements statements;
  private final Transactions transactions;
  private final AccessSource accesses;
  private final JdbcSecrets secrets;
  private final HookStarts starter;
  private final HookWrites writes;
  private final HookProtocols protocols;

  JdbcHooks(
      Statements statements,
      Transactions transactions,
      AccessSource accesses,
      HookWrites writes,
      JdbcSecrets secrets,
      HookStarts starter,
      HookProtocols protocols) {
    this.statements = statements;
    this.transactions = transactions;
    this.accesses = accesses;
    this.writes = writes;
    this.secrets = secrets;
    this.starter = starter;
    this.protocols = protocols;
  }

  private static ObjectNode document(Access access, String hook) {
    ObjectNode document = access.metadata().documents("hook").get(hook);
    if (document == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return document;
  }

  @Override
  public List<Inbound> list(Access access) {
    Set<String> set = secrets.heldByHooks(access);
    List<Inbound> all = new ArrayList<>();
    new TreeMap<>(access.metadata().documents("hook"))
        .forEach(
            (key, document) -> {
              HookProtocol protocol = protocol(document);
              List<Held> held = new ArrayList<>();
              if (protocol == null) {
                held.add(new Held("", false, set.contains(key + " " + JdbcSecrets.onlySecret())));
              } else {
                for (String name : protocol.secrets()) {
                  boolean isOptional = protocol.optionalSecrets().contains(name);
                  held.add(new Held(name, isOptional, set.contains(key + " " + name)));
                }
              }
              String more = protocol == null ? "" : "/" + protocol.id();
              all.add(new Inbound(document, "/api/hooks/" + key + more, List.copyOf(held)));
            });
    return List.copyOf(all);
  }

  @Override
  public void putSecret(Access access, String hook, String secret) {
    var unused = document(access, hook);
    secrets.putHook(access, hook, secret);
  }

  @Override
  public void putSecret(Access access, String hook, String name, String secret) {
    HookProtocol protocol = protocol(document(access, hook));
    if (protocol == null || !protocol.secrets().contains(name)) {
      throw new InputException(
          Problem.at("/name", "secret.unknownName")
              .with("value", name)
              .with("known", protocol == null ? List.of() : protocol.secrets()));
    }
    secrets.putHook(access, hook, name, secret);
  }

  @Override
  public void removeSecret(Access access, String hook, String name) {
    var unused = document(access, hook);
    secrets.removeHook(access, hook, name);
  }

  private @Nullable HookProtocol protocol(ObjectNode document) {
    return protocols.find(document.path("protocol").asText(""));
  }

  @Override
  public String call(String hook, String protocol, HookProtocol.Call call) {
    Access access = accesses.system("hook " + hook);
    ObjectNode document = document(access, hook);
    HookProtocol known = protocol(document);
    if (known == null || !known.id().equals(protocol)) {
      throw new AccessException(Problem.of("notFound"));
    }
    Map<String, String> values = secrets.openHooks(access.metadata(), hook);
    for (String name : known.secrets()) {
      if (!values.containsKey(name) && !known.optionalSecrets().contains(name)) {
        throw new AccessException(Problem.of("notFound"));
      }
    }
    HookProtocol.Reading reading =
        known.read(call, document.path("settings"), values, access.evaluation().now());
    String id = reading.id();
    if (id != null) {
      var unused =
          transactions.required(
              () -> {
                UUID record = once(access, document, id, reading.body());
                refuseOtherWithSameNonce(access, hook, reading.nonce(), record);
                return record;
              });
    }
    return reading.answer();
  }

  /** A signature that does not cover the body is good for one delivery. */
  private void refuseOtherWithSameNonce(Access access, String hook, String nonce, UUID record) {
    SqlName schema = access.metadata().workspace().schema();
    String name = "nonce " + nonce;
    int isNew =
        statements.update(
            Sql.of("insert into ")
                .add(schema)
                .add(".hook_delivery (hook, delivery, at, record) values (")
                .bind(SqlType.TEXT, hook)
                .add(", ")
                .bind(SqlType.TEXT, name)
                .add(", ")
                .bind(SqlType.TIMESTAMPTZ, access.evaluation().now())
                .add(", ")
                .bind(SqlType.UUID, record)
                .add(") on conflict do nothing"));
    if (isNew == 0 && !record.equals(found(schema, hook, name))) {
      throw new AccessException(Problem.of("hook.badSignature"));
    }
  }

  private @Nullable UUID found(SqlName schema, String hook, String id) {
    return statements.queryOne(
        Sql.of("select record from ").add(schema).add(where(hook, id)), row -> row.uuid(1));
  }

  @Override
  public UUID take(String hook, Delivery delivery) {
    Access access = accesses.system("hook " + hook);
    ObjectNode document = document(access, hook);
    if (document.has("protocol")) {
      throw new AccessException(Problem.of("notFound"));
    }
    String secret = secrets.openHook(access.metadata(), hook);
    if (secret == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    String id = authentic(secret, delivery, access.evaluation().now());
    JsonNode body = body(delivery.body());
    return transactions.required(() -> once(access, document, id, body));
  }

  /** The id of a delivery whose signature is right and young enough. */
  private static String authentic(String secret, Delivery delivery, Instant now) {
    String id = Objects.requireNonNullElse(delivery.id(), "");
    String seconds = Objects.requireNonNullElse(delivery.timestamp(), "");
    String signature = Objects.requireNonNullElse(delivery.signature(), "");
    boolean isFormed =
        ID.matcher(id).matches()
            && SECONDS.matcher(seconds).matches()
            && delivery.body().length() <= LONGEST;
    if (!isFormed
        || !WebhookSignature.isRight(
            signature, secret, id, Long.parseLong(seconds), delivery.body())) {
      throw new AccessException(Problem.of("hook.badSignature"));
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(seconds));
    if (Duration.between(at, now).abs().compareTo(GOOD) > 0) {
      throw new AccessException(Problem.of("hook.stale"));
    }
    return id;
  }

  private static JsonNode body(String text) {
    try {
      JsonNode body = ValueJson.mapper().readTree(text);
      if (body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      throw new InputException(Problem.of("hook.notJson"));
    }
    throw new InputException(Problem.of("hook.notJson"));
  }

  /** A repeat waits for the first one to commit and then finds what it made. */
  private UUID once(Access access, ObjectNode document, String id, JsonNode body) {
    SqlName schema = access.metadata().workspace().schema();
    String hook = document.path("key").asText();
    Instant now = access.evaluation().now();
    int isNew =
        statements.update(
            Sql.of("insert into ")
                .add(schema)
                .add(".hook_delivery (hook, delivery, at) values (")
                .bind(SqlType.TEXT, hook)
                .add(", ")
                .bind(SqlType.TEXT, id)
                .add(", ")
                .bind(SqlType.TIMESTAMPTZ, now)
                .add(") on conflict do nothing"));
    if (isNew == 0) {
      return Objects.requireNonNull(found(schema, hook, id));
    }
    UUID record = writes.write(access, document, body);
    starter.delivered(access, document, id, record);
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".hook_delivery set record = ")
            .bind(SqlType.UUID, record)
            .add(" where hook = ")
            .bind(SqlType.TEXT, hook)
            .add(" and delivery = ")
            .bind(SqlType.TEXT, id));
    sweep(schema, now);
    return record;
  }

  private static Sql where(String hook, String id) {
    return Sql.of(".hook_delivery where hook = ")
        .bind(SqlType.TEXT, hook)
        .add(" and delivery = ")
        .bind(SqlType.TEXT, id);
  }

  private void sweep(SqlName schema, Instant now) {
    statements.update(
        Sql.of("delete from ")
            .add(schema)
            .add(".hook_delivery where (hook, delivery) in (select hook, delivery from ")
            .add(schema)
            .add(".hook_delivery where at < ")
            .bind(SqlType.TIMESTAMPTZ, now.minus(KEPT))
            .add(" order by at limit ")
            .number(SWEPT)
            .add(" for update skip locked)"));
  }
}
