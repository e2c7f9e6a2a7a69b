package dev.dougong.web.interference;

/**
 * One case: a question about a field, or about a record where the field is empty, as somebody with
 * a role asks it.
 */
record Probe(Surface surface, String role, String entity, String field, Question question) {

  /** What is asked; answers with everything that is told. */
  @FunctionalInterface
  interface Question {
    String ask(World world, String who);
  }

  static Probe of(Surface surface, String role, String entity, String field, Ask ask) {
    return new Probe(surface, role, entity, field, new OneRequest(ask));
  }

  /** A single request. */
  private record OneRequest(Ask ask) implements Question {
    @Override
    public String ask(World world, String who) {
      return world.tell(who, ask);
    }

    @Override
    public String toString() {
      return ask.method() + " " + ask.path() + (ask.body() == null ? "" : " " + ask.body());
    }
  }

  @Override
  public String toString() {
    return surface + " as " + role + " on " + entity + "." + field + ": " + question;
  }
}
