package dev.dougong.engine.expression.check;

/**
 * A checked expression, and its text with the keys that its fields have in the scope.
 *
 * @param text as the author wrote it but for keys that the scope knows by another name; as it was
 *     where the check found problems
 */
public record Rewritten(Checked checked, String text) {}
