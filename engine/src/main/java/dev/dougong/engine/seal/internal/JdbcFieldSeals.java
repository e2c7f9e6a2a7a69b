package dev.dougong.engine.seal.internal;

import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.seal.FieldKeys;
import dev.dougong.engine.seal.FieldSeals;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.seal.KeyRing.Sealed;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.SealedText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals with AES-256-GCM under keys in a table, which the key ring seals. The nonce follows from
 * the field and the text, so that one text of a field is sealed alike as long as the key is the
 * newest one. Thread-safe.
 */
public final class JdbcFieldSeals implements FieldSeals, FieldKeys {

  private static final String MAC = "HmacSHA256";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int FRONT_BYTES = 24;
  private static final int BLIND = 0;
  private static final SqlName TABLE = SqlName.of("field_key");

  /** After this time every node seals with the newest key. */
  private static final Duration FRESH = Duration.ofSeconds(20);

  private final Jdbc jdbc;
  private final SqlName schema;
  private final KeyRing ring;
  private final Transactions transactions;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  /** With the keys of the installation. */
  public JdbcFieldSeals(
      Jdbc jdbc,
      Workspace workspace,
      KeyRing ring,
      Transactions transactions,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.schema = workspace.schema();
    this.ring = ring;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A key and what is derived of it. */
  private record Key(byte[] sealing, byte[] nonces) {
    static Key of(byte[] secret) {
      return new Key(mac(secret, "dougong field seal"), mac(secret, "dougong field nonce"));
    }
  }

  /** The keys that open here; those that do not are named by the id of their ring key. */
  private record Known(
      byte[] blind, TreeMap<Integer, Key> keys, Map<Integer, String> closed, Instant at) {}

  private record Row(int number, Sealed sealed) {}

  @Override
  public SealedText seal(String text, int field) {
    Known now = fresh();
    int number = now.keys().lastKey();
    Key key = Objects.requireNonNull(now.keys().get(number));
    String front = front(now, text);
    byte[] context = context(field, number, front);
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    byte[] nonce = Arrays.copyOf(mac(key.nonces(), field + "\n" + text), NONCE_BYTES);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, plain, 0, key, nonce, context);
    byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return SealedText.of(
        front, number, Base64.getUrlEncoder().withoutPadding().encodeToString(all));
  }

  @Override
  public String open(SealedText sealed, int field) {
    Known now = fresh();
    Key key = now.keys().get(sealed.key());
    if (key == null) {
      now = load();
      key = now.keys().get(sealed.key());
    }
    if (key == null) {
      throw new ConflictException(
          Problem.of("seal.keyMissing")
              .with("value", now.closed().getOrDefault(sealed.key(), "#" + sealed.key())));
    }
    byte[] all = Base64.getUrlDecoder().decode(sealed.content());
    byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
    byte[] context = context(field, sealed.key(), sealed.front());
    return new String(
        run(Cipher.DECRYPT_MODE, all, NONCE_BYTES, key, nonce, context), StandardCharsets.UTF_8);
  }

  @Override
  public String front(String text) {
    return front(fresh(), text);
  }

  private static String front(Known now, String text) {
    byte[] blind = Arrays.copyOf(mac(now.blind(), text), FRONT_BYTES);
    return "~" + Base64.getUrlEncoder().withoutPadding().encodeToString(blind);
  }

  private byte[] context(int field, int number, String front) {
    return (schema.text() + "\n" + field + "\n" + number + "\n" + front)
        .getBytes(StandardCharsets.UTF_8);
  }

  private Known fresh() {
    Known now = known;
    return now == null || now.at().plus(FRESH).isBefore(clock.instant()) ? load() : now;
  }

  private Known load() {
    TreeMap<Integer, Key> keys = new TreeMap<>();
    Map<Integer, String> closed = new TreeMap<>();
    byte[] blind = null;
    for (Row row : rows()) {
      if (!ring.ids().contains(row.sealed().keyId())) {
        closed.put(row.number(), row.sealed().keyId());
      } else if (row.number() == BLIND) {
        blind = secret(row);
      } else {
        keys.put(row.number(), Key.of(secret(row)));
      }
    }
    if (blind == null || keys.isEmpty()) {
      throw new ConflictException(
          Problem.of("seal.keyMissing")
              .with("value", closed.isEmpty() ? "#0" : closed.values().iterator().next()));
    }
    Known now = new Known(blind, keys, closed, clock.instant());
    known = now;
    return now;
  }

  private byte[] secret(Row row) {
    return Base64.getDecoder().decode(ring.open(row.sealed(), place(row.number())));
  }

  private String place(int number) {
    return schema.text() + "\nfield key\n" + number;
  }

  private List<Row> rows() {
    return jdbc.query(
        Sql.of("select number, key_id, key, value from ")
            .add(schema, TABLE)
            .add(" order by number"),
        row ->
            new Row(
                row.getInt(1),
                new Sealed(
                    Objects.requireNonNull(row.getString(2)),
                    Objects.requireNonNull(row.getString(3)),
                    Objects.requireNonNull(row.getString(4)))));
  }

  @Override
  public int prepare() {
    int renewed =
        transactions.required(
            () -> {
              lock();
              List<Row> rows = rows();
              if (rows.stream().noneMatch(row -> row.number() == BLIND)) {
                make(BLIND);
                make(BLIND + 1);
              }
              int count = 0;
              for (Row row : rows) {
                String id = row.sealed().keyId();
                if (!id.equals(ring.first()) && ring.ids().contains(id)) {
                  count += renew(row);
                }
              }
              return count;
            });
    known = null;
    return renewed;
  }

  @Override
  public int exchange() {
    int number =
        transactions.required(
            () -> {
              lock();
              int next = rows().stream().mapToInt(Row::number).max().orElse(BLIND) + 1;
              make(next);
              return next;
            });
    known = null;
    return number;
  }

  @Override
  public int newest() {
    return fresh().keys().lastKey();
  }

  private void lock() {
    jdbc.query(
        Sql.of("select pg_advisory_xact_lock(hashtextextended(")
            .bind(SqlType.TEXT, schema.text() + " field keys")
            .add(", 0))"),
        row -> 0);
  }

  private void make(int number) {
    Sealed sealed = ring.seal(KeyRing.newKey(), place(number));
    jdbc.update(
        Sql.of("insert into ")
            .add(schema, TABLE)
            .add(" (number, key_id, key, value, made_at) values (")
            .number(number)
            .add(", ")
            .bind(SqlType.TEXT, sealed.keyId())
            .add(", ")
            .bind(SqlType.TEXT, sealed.key())
            .add(", ")
            .bind(SqlType.TEXT, sealed.value())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, clock.instant())
            .add(")"));
  }

  private int renew(Row row) {
    Sealed sealed = ring.renew(row.sealed(), place(row.number()));
    return jdbc.update(
        Sql.of("update ")
            .add(schema, TABLE)
            .add(" set key_id = ")
            .bind(SqlType.TEXT, sealed.keyId())
            .add(", key = ")
            .bind(SqlType.TEXT, sealed.key())
            .add(" where number = ")
            .number(row.number()));
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] run(
      int mode, byte[] input, int from, Key key, byte[] nonce, byte[] context) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode, new SecretKeySpec(key.sealing(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context);
      return cipher.doFinal(input, from, input.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sealed value does not open: it was changed", e);
    }
  }
}
