package dev.dougong.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which row of {@code docs/requirements.md} a test shows, such as {@code A01}. A row has one
 * such method and a method one row; {@code .ci/check-requirements.mjs} holds both to it, and reads
 * in the reports that the method ran.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.SOURCE)
public @interface Requirement {

  /** The id of the row. */
  String value();
}
