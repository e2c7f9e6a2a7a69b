package dev.dougong.engine.comment.internal;

import dev.dougong.engine.comment.Comments;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.util.HexFormat;

/** What a comment may say. */
final class CommentText {

  private CommentText() {}

  /** The text without blanks around it; refuses what is empty, too long or no text. */
  static String checked(String given) {
    String text = given.strip();
    int length = text.codePointCount(0, text.length());
    if (length == 0) {
      throw new InputException(Problem.at("/text", "comment.empty"));
    }
    if (length > Comments.LONGEST) {
      throw new InputException(
          Problem.at("/text", "value.tooLong")
              .with("max", Comments.LONGEST)
              .with("length", length));
    }
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      boolean isLone = points[i] >= Character.MIN_SURROGATE && points[i] <= Character.MAX_SURROGATE;
      boolean isControl = points[i] < ' ' && points[i] != '\n' && points[i] != '\t';
      if (isControl || isLone) {
        throw new InputException(
            Problem.at("/text", "value.badCharacter")
                .with("character", "U+" + HexFormat.of().toHexDigits((char) points[i]))
                .with("position", i + 1));
      }
    }
    return text;
  }
}
