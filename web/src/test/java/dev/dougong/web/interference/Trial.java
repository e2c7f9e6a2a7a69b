package dev.dougong.web.interference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks both products the same and keeps what they answer differently. */
final class Trial {

  private static final int SHOWN = 600;
  private static final int EACH = 4;

  private final Worlds worlds;
  private final List<String> differences = new ArrayList<>();

  /** How many answers to the administrator, who sees everything, did differ. */
  private final Map<Surface, Integer> sensitive = new TreeMap<>();

  private final Map<Surface, Integer> asked = new TreeMap<>();

  Trial(Worlds worlds) {
    this.worlds = worlds;
  }

  /**
   * Asks. The administrator asks first, so that whatever a product keeps of its answers holds the
   * secrets when the role asks the same.
   */
  void ask(List<Probe> probes) {
    for (Probe probe : probes) {
      asked.merge(probe.surface(), 1, Integer::sum);
      if (isAskedByAll(probe) && differs(probe, World.ADMIN) != null) {
        sensitive.merge(probe.surface(), 1, Integer::sum);
      }
      String difference = differs(probe, probe.role());
      if (difference != null) {
        differences.add(probe + "\n" + difference);
      }
    }
  }

  /** Answers of groups are kept; of the others some are enough to show that they tell. */
  private boolean isAskedByAll(Probe probe) {
    return switch (probe.surface()) {
      case GROUP, AGGREGATE, DASHBOARD, DRILL -> true;
      default -> asked.getOrDefault(probe.surface(), 0) % EACH == 1;
    };
  }

  private @org.jspecify.annotations.Nullable String differs(Probe probe, String who) {
    String first = probe.question().ask(worlds.first(), who);
    String other = probe.question().ask(worlds.other(), who);
    return first.equals(other) ? null : shown(first, other);
  }

  private static String shown(String first, String other) {
    int same = 0;
    int shorter = Math.min(first.length(), other.length());
    while (same < shorter && first.charAt(same) == other.charAt(same)) {
      same++;
    }
    int from = Math.max(0, same - SHOWN / 4);
    return "  first: " + part(first, from) + "\n  other: " + part(other, from);
  }

  private static String part(String text, int from) {
    return text.substring(from, Math.min(text.length(), from + SHOWN)).replace("\n", " | ");
  }

  List<String> differences() {
    return List.copyOf(differences);
  }

  Map<Surface, Integer> sensitive() {
    return new TreeMap<>(sensitive);
  }

  Map<Surface, Integer> asked() {
    return new TreeMap<>(asked);
  }

  /**
   * Everybody listens. For each field it changes in the first product only, where nobody may see
   * it; then something that all see changes in both. Each pair of listeners is a case.
   */
  void listen(List<String> roles, List<String> fields) {
    try (Listeners listeners = Listeners.open(worlds, roles)) {
      for (String field : fields) {
        for (Map.Entry<String, String> told : listeners.changeOf(field).entrySet()) {
          asked.merge(Surface.LIVE, 1, Integer::sum);
          if (told.getKey().equals(World.ADMIN)) {
            sensitive.merge(Surface.LIVE, told.getValue().isEmpty() ? 0 : 1, Integer::sum);
          } else if (!told.getValue().isEmpty() && !isShownMasked(told.getKey(), field)) {
            differences.add(
                "LIVE as " + told.getKey() + " on deal." + field + "\n  " + told.getValue());
          }
        }
      }
    }
  }

  /** Who sees a mask may know that what is behind it changed: the history says so, too. */
  private static boolean isShownMasked(String role, String field) {
    return role.equals("maskReader") && Laboratory.MASKED.contains(field);
  }

  /** Says how much was asked, and how much of it would tell a secret to who may know it. */
  void report() {
    int all = asked.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println("interference: " + all + " cases " + asked);
    System.out.println("  differ for the administrator: " + sensitive);
    System.out.println("  differ for the roles: " + differences.size());
    differences.stream().limit(40).forEach(System.out::println);
  }
}
