package dev.dougong.engine.dataimport;

import java.util.List;
import java.util.UUID;

/** Finds users and organisation units by what people call them. Thread-safe. */
public interface PeopleNames {

  /** The active users of a sign-in name or of a name; several where a name is not enough. */
  List<UUID> users(String name);

  /** The units of a key or of a label in any language. */
  List<UUID> units(String name);
}
