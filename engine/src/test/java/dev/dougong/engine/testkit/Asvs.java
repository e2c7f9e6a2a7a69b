package dev.dougong.engine.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the requirements of OWASP ASVS 5.0.0 that a test shows to hold. The page {@code
 * docs/security/asvs.md} lists the tests of each requirement; {@code .ci/check-asvs.mjs} writes
 * that list and refuses numbers that stand nowhere. Put a number only on a test that fails once the
 * requirement no longer holds.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.SOURCE)
public @interface Asvs {

  /** Numbers like {@code 6.2.1}, without the letter V. */
  String[] value();
}
