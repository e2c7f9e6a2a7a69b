package dev.dougong.engine.testkit;

import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.seal.internal.JdbcFieldSeals;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import java.time.InstantSource;

/** Seals of encrypted fields in a workspace of a test. */
public final class TestSeals {

  private TestSeals() {}

  /** With a key ring of its own, and keys that are there. */
  public static JdbcFieldSeals of(Jdbc jdbc, Workspace workspace, Transactions transactions) {
    return of(jdbc, workspace, transactions, KeyRing.newKey());
  }

  /** With the keys of a ring. */
  public static JdbcFieldSeals of(
      Jdbc jdbc, Workspace workspace, Transactions transactions, String ring) {
    JdbcFieldSeals seals =
        new JdbcFieldSeals(
            jdbc, workspace, KeyRing.parse(ring), transactions, InstantSource.system());
    var unused = seals.prepare();
    return seals;
  }
}
