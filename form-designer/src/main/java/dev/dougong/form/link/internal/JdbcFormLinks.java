package dev.dougong.form.link.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.User;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.HeldTo;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.form.link.FormLink;
import dev.dougong.form.link.FormLink.State;
import dev.dougong.form.link.FormLinks;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Public links over the write path of records. Thread-safe. */
final class JdbcFormLinks implements FormLinks {

  private final LinkStore store;
  private final Transactions transactions;
  private final AccessSource accesses;
  private final Records records;
  private final TermsCheck terms;
  private final IdSource ids;

  JdbcFormLinks(
      LinkStore store,
      Transactions transactions,
      AccessSource accesses,
      Records records,
      TermsCheck terms,
      IdSource ids) {
    this.store = store;
    this.transactions = transactions;
    this.accesses = accesses;
    this.records = records;
    this.terms = terms;
    this.ids = ids;
  }

  @Override
  public Shared list(Access access, String form) {
    LinkedForm linked = administered(access, form);
    List<FormLink> links = new ArrayList<>();
    for (LinkStore.Row row : store.list(schema(access), linked.names())) {
      links.add(link(row, linked.entity(), access.evaluation().now()));
    }
    return new Shared(links, linked.keys(true), linked.keys(false));
  }

  @Override
  public FormLink share(Access access, String form, FormLink.Terms wanted, String digest) {
    LinkedForm linked = administered(access, form);
    Map<Integer, JsonNode> fixed = terms.check(access, linked, wanted);
    Instant now = access.evaluation().now();
    LinkStore.Row row =
        new LinkStore.Row(
            ids.next(),
            linked.key(),
            wanted.label().strip(),
            fixed,
            wanted.thanks().strip(),
            wanted.expiresAt(),
            wanted.maxEntries(),
            access.userId(),
            now,
            0,
            0,
            false);
    store.add(schema(access), row, digest);
    return link(row, linked.entity(), now);
  }

  @Override
  public void close(Access access, String form, UUID link) {
    LinkStore.Row row = row(access, form, link);
    store.close(schema(access), row.id(), access.evaluation().now());
  }

  @Override
  public List<Waiting> waiting(Access access, String form, UUID link) {
    LinkStore.Row row = row(access, form, link);
    Entity entity = LinkedForm.of(access.metadata(), form, Map.of()).entity();
    List<Waiting> all = new ArrayList<>();
    for (LinkStore.Entry entry : store.waiting(schema(access), row.id())) {
      Field field = entry.field() == null ? null : entity.findField(entry.field());
      all.add(
          new Waiting(
              entry.id(),
              entry.at(),
              byKey(entry.given(), entity),
              entry.code(),
              field == null ? null : field.key()));
    }
    return all;
  }

  @Override
  public void settle(Access access, String form, UUID link, UUID entry) {
    LinkStore.Row row = row(access, form, link);
    boolean isThere = transactions.required(() -> store.settle(schema(access), row.id(), entry));
    if (!isThere) {
      throw new AccessException(Problem.of("notFound"));
    }
  }

  @Override
  public Opened open(String digest) {
    Access system = accesses.system("public form");
    LinkStore.Row row = known(system, digest);
    LinkedForm form = LinkedForm.of(system.metadata(), row.form(), row.fixed());
    refuseClosed(row, system.evaluation().now());
    return new Opened(form.key(), VisitorAccess.looking(system, form));
  }

  @Override
  public Receipt enter(String digest, Visit visit, ObjectNode values) {
    Access system = accesses.system("public form");
    LinkStore.Row row = known(system, digest);
    LinkedForm form = LinkedForm.of(system.metadata(), row.form(), row.fixed());
    Entry entry = new Entry(row, form, visit.key(), digest(values.toString()), values);
    boolean isOpen = state(row, system.evaluation().now()) == State.OPEN;
    if (isOpen) {
      count(system, row, visit);
    }
    if (isRepeat(system, entry)) {
      return new Receipt(row.thanks(), null);
    }
    refuseClosed(row, system.evaluation().now());
    Mending.refuseUnknown(form, values);
    try {
      transactions.required(() -> make(system, entry));
      return new Receipt(row.thanks(), null);
    } catch (ProblemException e) {
      Problem beyond = Mending.beyondVisitor(form, e);
      UUID id = transactions.required(() -> await(system, entry, beyond)).orElse(null);
      Instant now = system.evaluation().now();
      return new Receipt(
          row.thanks(), id == null ? null : new Call(id, row.createdBy(), form.label(), now));
    }
  }

  /** One entry of a visitor. */
  private record Entry(
      LinkStore.Row link, LinkedForm form, String key, String digest, ObjectNode values) {}

  private boolean isRepeat(Access system, Entry entry) {
    String known = store.known(schema(system), entry.link().id(), entry.key());
    if (known != null && !known.equals(entry.digest())) {
      throw new ConflictException(Problem.of("record.keyReused"));
    }
    return known != null;
  }

  /** The id of the entry in this transaction; null where another one brought it meanwhile. */
  private @Nullable UUID begin(Access system, Entry entry) {
    UUID id = ids.next();
    boolean isNew =
        store.begin(
            schema(system),
            entry.link().id(),
            id,
            entry.key(),
            entry.digest(),
            system.evaluation().now());
    return isNew || !isRepeat(system, entry) ? id : null;
  }

  private boolean make(Access system, Entry entry) {
    UUID id = begin(system, entry);
    if (id == null) {
      return false;
    }
    LinkedForm form = entry.form();
    WriteOptions options =
        new WriteOptions(null, WriteOptions.LINK + form.key(), new HeldTo.Form(form.key()));
    UUID record =
        records
            .create(
                VisitorAccess.writing(system, form),
                form.entity().key(),
                form.with(entry.values()),
                options)
            .id();
    store.made(schema(system), id, record);
    take(system, entry, false);
    return true;
  }

  private Optional<UUID> await(Access system, Entry entry, Problem beyond) {
    UUID id = begin(system, entry);
    if (id == null) {
      return Optional.empty();
    }
    Entity entity = entry.form().entity();
    Map<Integer, JsonNode> given = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> value : entry.values().properties()) {
      Field field = entity.field(value.getKey());
      if (field != null) {
        given.put(field.id(), value.getValue());
      }
    }
    Field at = Mending.field(entity, beyond);
    store.await(schema(system), id, given, beyond.code(), at == null ? null : at.id());
    take(system, entry, true);
    return Optional.of(id);
  }

  private void take(Access system, Entry entry, boolean isWaiting) {
    Instant now = system.evaluation().now();
    if (!store.take(schema(system), entry.link().id(), isWaiting, now)) {
      throw new AccessException(Problem.of("formLink.closed"));
    }
    store.forgetKeys(schema(system), now);
  }

  private void count(Access system, LinkStore.Row row, Visit visit) {
    Instant now = system.evaluation().now();
    for (LinkStore.Count count : store.count(schema(system), row.id(), visit.address(), now)) {
      if (count.entries() == 1) {
        store.forgetCounts(schema(system), now);
      }
      if (count.entries() > (count.isOfLink() ? PER_LINK : PER_ADDRESS)) {
        Duration left = Duration.between(now, count.beganAt().plus(WINDOW));
        throw new BusyException(
            Problem.of("formLink.tooMany").with("seconds", Math.max(1, left.toSeconds())));
      }
    }
  }

  private LinkStore.Row known(Access system, String digest) {
    LinkStore.Row row = store.find(schema(system), digest);
    if (row == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return row;
  }

  private static LinkedForm administered(Access access, String form) {
    if (!access.evaluation().roles().contains(User.ADMIN)) {
      throw new AccessException(Problem.of("forbidden"));
    }
    return LinkedForm.of(access.metadata(), form, Map.of());
  }

  private LinkStore.Row row(Access access, String form, UUID link) {
    LinkStore.Row row = store.find(schema(access), administered(access, form).names(), link);
    if (row == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return row;
  }

  private static void refuseClosed(LinkStore.Row row, Instant now) {
    if (state(row, now) != State.OPEN) {
      throw new AccessException(Problem.of("formLink.closed"));
    }
  }

  private static State state(LinkStore.Row row, Instant now) {
    Instant end = row.expiresAt();
    Long most = row.maxEntries();
    if (row.isClosed()) {
      return State.CLOSED;
    }
    if (end != null && !end.isAfter(now)) {
      return State.EXPIRED;
    }
    if (most != null && row.entries() >= most) {
      return State.FULL;
    }
    return row.waiting() >= MOST_WAITING ? State.PAUSED : State.OPEN;
  }

  private static FormLink link(LinkStore.Row row, Entity entity, Instant now) {
    return new FormLink(
        row.id(),
        row.form(),
        new FormLink.Terms(
            row.label(),
            byKey(row.fixed(), entity),
            row.thanks(),
            row.expiresAt(),
            row.maxEntries()),
        new FormLink.Maker(row.createdBy(), row.createdAt()),
        row.entries(),
        row.waiting(),
        state(row, now));
  }

  private static Map<String, JsonNode> byKey(Map<Integer, JsonNode> values, Entity entity) {
    Map<String, JsonNode> byKey = new LinkedHashMap<>();
    values.forEach(
        (id, value) -> {
          Field field = entity.findField(id);
          if (field != null) {
            byKey.put(field.key(), value);
          }
        });
    return byKey;
  }

  private static SqlName schema(Access access) {
    Metadata metadata = access.metadata();
    return metadata.workspace().schema();
  }

  private static String digest(String content) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
