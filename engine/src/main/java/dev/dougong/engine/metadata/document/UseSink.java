package dev.dougong.engine.metadata.document;

import java.util.Collection;

/** Hears what a document names while its kind walks it, and at which place. */
public interface UseSink {

  /** Nobody listens. */
  UseSink NONE =
      new UseSink() {
        @Override
        public void entity(String key, String place) {}

        @Override
        public void field(int id, String place) {}

        @Override
        public void expression(Collection<Integer> ids, String place) {}
      };

  /** The text or the member at a place is the key of an entity of today. */
  void entity(String key, String place);

  /** The text or the member at a place is the key of a field. */
  void field(int id, String place);

  /**
   * An expression at a place reads fields.
   *
   * @param ids of all fields on the ways that it takes, references and tables included
   */
  void expression(Collection<Integer> ids, String place);
}
