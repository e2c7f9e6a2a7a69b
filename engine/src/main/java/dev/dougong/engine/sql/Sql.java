package dev.dougong.engine.sql;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL under construction: text with {@code ?} places, and a value for each. Not
 * thread-safe while it is built. Text can only be appended from compile-time constants (Error Prone
 * checks it), checked names, other pieces and integers.
 */
public final class Sql {

  private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

  private final StringBuilder text = new StringBuilder();
  private final List<Bind> binds = new ArrayList<>();

  /**
   * A value and how it is sent.
   *
   * @param type PostgreSQL type of the place, as in {@code ?::type}
   * @param value canonical value (see {@code ValueKind}), or null
   */
  public record Bind(SqlType type, @Nullable Object value) {}

  /** An empty piece. */
  public Sql() {}

  /** A piece that begins with constant text. */
  public static Sql of(@CompileTimeConstant final String constant) {
    return new Sql().add(constant);
  }

  /**
   * A piece made from constant text in which {@code {0}}, {@code {1}} … stand for other pieces,
   * each as often as it is named. Other braces are text.
   */
  public static Sql template(@CompileTimeConstant final String template, List<Sql> pieces) {
    Sql sql = new Sql();
    Matcher places = PLACE.matcher(template);
    int from = 0;
    while (places.find()) {
      sql.text.append(template, from, places.start());
      sql.add(pieces.get(Integer.parseInt(places.group(1))));
      from = places.end();
    }
    sql.text.append(template, from, template.length());
    return sql;
  }

  /** Appends constant text. */
  @CanIgnoreReturnValue
  public Sql add(@CompileTimeConstant final String constant) {
    text.append(constant);
    return this;
  }

  /** Appends a checked name. */
  @CanIgnoreReturnValue
  public Sql add(SqlName name) {
    text.append(name.text());
    return this;
  }

  /** Appends {@code schema.name} or {@code alias.column}. */
  @CanIgnoreReturnValue
  public Sql add(SqlName qualifier, SqlName name) {
    text.append(qualifier.text()).append('.').append(name.text());
    return this;
  }

  /** Appends a checked name as a text literal, {@code 'f12'}: a key of a document. */
  @CanIgnoreReturnValue
  public Sql quoted(SqlName name) {
    text.append('\'').append(name.text()).append('\'');
    return this;
  }

  /** Appends another piece with its values. */
  @CanIgnoreReturnValue
  public Sql add(Sql other) {
    text.append(other.text);
    binds.addAll(other.binds);
    return this;
  }

  /** Appends the pieces with a constant between them. */
  @CanIgnoreReturnValue
  public Sql join(@CompileTimeConstant final String separator, List<Sql> pieces) {
    for (int i = 0; i < pieces.size(); i++) {
      if (i > 0) {
        text.append(separator);
      }
      add(pieces.get(i));
    }
    return this;
  }

  /** Appends an integer of ours as text (a limit, a length), not as a place. */
  @CanIgnoreReturnValue
  public Sql number(long value) {
    text.append(value);
    return this;
  }

  /** Appends a place with a value; it is printed as {@code ?::type}. */
  @CanIgnoreReturnValue
  public Sql bind(SqlType type, @Nullable Object value) {
    text.append("?::").append(type.text());
    binds.add(new Bind(type, value));
    return this;
  }

  /** Appends a place whose value comes with each run of the {@link #fixed} statement. */
  @CanIgnoreReturnValue
  public Sql parameter(SqlType type) {
    return bind(type, FixedSql.PARAMETER);
  }

  /** The statement as it is now, to be kept and run many times. */
  public FixedSql fixed() {
    return new FixedSql(text.toString(), List.copyOf(binds));
  }

  /** Whether nothing was appended. */
  public boolean isEmpty() {
    return text.length() == 0;
  }

  /** The text with its {@code ?} places; equal for equal shapes, so statements can be kept. */
  public String text() {
    return text.toString();
  }

  /** The values in the order of their places. */
  public List<Bind> binds() {
    return Collections.unmodifiableList(binds);
  }

  /** Text only, for logs; never the values. */
  @Override
  public String toString() {
    return text.toString();
  }
}
