package dev.dougong.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** What takes long or comes late by default comes soon; one start of the application for all. */
public final class Impatient implements QuarkusTestProfile {

  /** Calls of one person in a minute. */
  public static final int CALLS_PER_MINUTE = 60;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "dougong.workspaces.idle",
        "1S",
        "dougong.calls.per-minute",
        String.valueOf(CALLS_PER_MINUTE));
  }
}
