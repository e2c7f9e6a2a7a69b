package dev.dougong.engine.fieldtype;

import org.jspecify.annotations.Nullable;

/** Where a field's values come from. Closed: the engine acts on it without knowing the type. */
public sealed interface Derivation {

  /** People and programs write it. */
  Derivation ENTERED = new Entered();

  /** People and programs write it. */
  record Entered() implements Derivation {}

  /**
   * The engine numbers new records.
   *
   * @param pattern text with {@code {yyyy}}, {@code {yy}}, {@code {MM}}, {@code {dd}} and one
   *     {@code {0000}} for the counter and its width; the counter starts anew with each other text
   *     before it
   * @param gapless whether numbers of rolled-back records are used again (slower: writers queue)
   */
  record Numbered(String pattern, boolean gapless) implements Derivation {}

  /**
   * Computed from the record and what it refers to.
   *
   * @param expression text
   */
  record Formula(String expression) implements Derivation {}

  /**
   * Taken from the record that a reference points at.
   *
   * @param via key of the reference field
   * @param field key of the field there
   */
  record Lookup(String via, String field) implements Derivation {}

  /**
   * Aggregated over the records that point here.
   *
   * @param entity key of the entity whose records are aggregated
   * @param via key of its reference field that points here
   * @param aggregate how
   * @param of key of the aggregated field; null only for COUNT
   * @param filter expression text over the aggregated record, or null for all
   */
  record Rollup(
      String entity, String via, Aggregate aggregate, @Nullable String of, @Nullable String filter)
      implements Derivation {}

  /** How many values become one. */
  enum Aggregate {
    COUNT,
    SUM,
    AVERAGE,
    MIN,
    MAX
  }
}
