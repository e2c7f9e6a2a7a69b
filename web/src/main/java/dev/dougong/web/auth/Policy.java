package dev.dougong.web.auth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call an endpoint at all. Every resource method carries one; a method without is refused
 * for everybody. What the caller may see and change behind it is decided by the engine.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Policy {

  /** Who. */
  Who value();

  /** Whether it also serves people who have something to do first, such as a new password. */
  boolean evenWhenDue() default false;

  /** Circles of callers. */
  enum Who {
    /** Anybody. */
    ANYBODY,
    /** Whoever is signed in or shows an API key; rights are checked behind. */
    SIGNED_IN,
    /** A person who signed in; API keys are refused. */
    PERSON,
    /** Whoever has the built-in role with all rights. */
    ADMIN,
    /** Whoever has it in the main workspace, and so runs the installation. */
    OPERATOR
  }
}
