package dev.dougong.engine.expression.check;

import dev.dougong.engine.problem.Problem;

/**
 * A part of the author's text.
 *
 * @param offset UTF-16 index of its first character
 * @param length UTF-16 length, at least 0
 */
record Span(int offset, int length) {

  Span to(Span end) {
    return new Span(offset, end.offset + end.length - offset);
  }

  /** A problem at this part, with line and column from 1 (columns by code point). */
  Problem problem(String code, String text) {
    int start = Math.min(offset, text.length());
    int lineStart = text.lastIndexOf('\n', start - 1) + 1;
    long line = 1 + text.substring(0, start).chars().filter(c -> c == '\n').count();
    String whole = "expression." + code;
    return Problem.of(whole)
        .with("line", line)
        .with("column", text.codePointCount(lineStart, start) + 1)
        .with("offset", start)
        .with("length", length);
  }
}
