package dev.dougong.engine.metadata.impact;

/**
 * Something besides documents that hangs on the subject.
 *
 * @param kind lowerCamelCase: {@code savedFilter}, {@code execution} …
 * @param key names it for programs
 * @param name what people call it; may be the key
 * @param count how many of it there are, at least 1
 */
public record OtherUse(String kind, String key, String name, long count) {}
