package dev.dougong.engine.metadata.impact;

import java.util.List;

/**
 * A place of a document that names the subject.
 *
 * @param pointer place in the document
 * @param path the same for people: names of properties, and entries of lists by their keys, or by
 *     their numbers from 1 where they have none
 * @param text what stands there: a key, or an expression
 * @param isExpression whether an expression reads the field
 * @param isLoose whether the document can spare the part in which it stands
 * @param isDraft whether it stands in the draft alone
 */
public record Use(
    String pointer,
    List<String> path,
    String text,
    boolean isExpression,
    boolean isLoose,
    boolean isDraft) {

  /** Copies the list. */
  public Use {
    path = List.copyOf(path);
  }
}
