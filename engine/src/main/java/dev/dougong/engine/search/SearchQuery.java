package dev.dougong.engine.search;

import java.util.List;

/**
 * What a person typed into the quick search, understood.
 *
 * @param all tokens that every record has that is found; a few others have them too, so candidates
 *     are checked with {@link SearchTerms#matches}. Empty where nothing can be searched for, and
 *     then nothing is found
 * @param normalised the text in NFKC and lower case
 * @param runs what must be found, each in any of the texts
 */
public record SearchQuery(List<String> all, String normalised, List<Run> runs) {

  /** Copies the lists. */
  public SearchQuery {
    all = List.copyOf(all);
    runs = List.copyOf(runs);
  }
}
