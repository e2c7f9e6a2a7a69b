package dev.dougong.engine.storage;

import dev.dougong.engine.sql.SqlName;

/**
 * A customer of an installation: one PostgreSQL schema that holds all its tables.
 *
 * @param key name, as in the host name or the login
 * @param schema its schema; every statement names it
 */
public record Workspace(String key, SqlName schema) {

  /** The workspace of a private installation. */
  public static final Workspace MAIN = of("main");

  /** The workspace of the key; its schema is {@code ws_<key>}. */
  public static Workspace of(String key) {
    return new Workspace(key, SqlName.of("ws_" + key));
  }
}
