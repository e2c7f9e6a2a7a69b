package dev.dougong.engine.seal;

import dev.dougong.engine.value.SealedText;

/**
 * Seals and opens the values of encrypted fields. Between the two nothing of the engine knows them:
 * records, changes, events and indexes hold what is sealed. Thread-safe.
 */
public interface FieldSeals {

  /** Where there are no keys: all refuse. For tools and tests that meet no encrypted field. */
  FieldSeals NONE =
      new FieldSeals() {
        @Override
        public SealedText seal(String text, int field) {
          throw new IllegalStateException("no keys of fields");
        }

        @Override
        public String open(SealedText sealed, int field) {
          throw new IllegalStateException("no keys of fields");
        }

        @Override
        public String front(String text) {
          throw new IllegalStateException("no keys of fields");
        }
      };

  /**
   * Seals a value of a field under the newest key.
   *
   * @param field id of the field, authenticated with the value
   */
  SealedText seal(String text, int field);

  /**
   * Opens a value of a field, whichever key sealed it.
   *
   * @throws dev.dougong.engine.problem.ConflictException {@code seal.keyMissing} where no key of
   *     this installation opens it
   * @throws IllegalStateException where it was changed, or is of another field
   */
  String open(SealedText sealed, int field);

  /** What stands in front of the text under seal, for comparing: the mark and the blind index. */
  String front(String text);
}
