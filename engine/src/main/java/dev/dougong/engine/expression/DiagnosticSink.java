package dev.dougong.engine.expression;

/** Hears why a value became null. Called during evaluation, in its thread; must not throw. */
@FunctionalInterface
public interface DiagnosticSink {

  /** Listens to nothing. */
  DiagnosticSink NONE = diagnostic -> {};

  /** One cause; may come several times in one evaluation. */
  void report(Diagnostic diagnostic);
}
