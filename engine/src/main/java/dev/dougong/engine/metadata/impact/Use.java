package dev.dougong.engine.metadata.impact;

/**
 * A place of a document that names the subject.
 *
 * @param pointer place in the document
 * @param text what stands there: a key, or an expression
 * @param isExpression whether an expression reads the field
 * @param isLoose whether the document can spare the part in which it stands
 * @param isDraft whether it stands in the draft alone
 */
public record Use(
    String pointer, String text, boolean isExpression, boolean isLoose, boolean isDraft) {}
