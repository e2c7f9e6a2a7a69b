package dev.dougong.engine.expression.evaluate;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Row;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.mvel2.MVEL;
import org.mvel2.ParserConfiguration;
import org.mvel2.ParserContext;
import org.mvel2.integration.VariableResolver;
import org.mvel2.integration.VariableResolverFactory;
import org.mvel2.integration.impl.BaseVariableResolverFactory;
import org.mvel2.integration.impl.SimpleValueResolver;
import org.mvel2.optimizers.OptimizerFactory;

/**
 * The only class that knows MVEL. It compiles rendered text, with all variables declared, strong
 * typing, one class in reach, and without generating byte code.
 */
final class MvelBackEnd {

  /** Held, because the log manager may forget loggers that nobody holds. */
  private static final Logger LOGGER = Logger.getLogger("org.mvel2");

  static {
    // a failing call would log a stack trace for each evaluation
    LOGGER.setLevel(Level.OFF);
    OptimizerFactory.setDefaultOptimizer(OptimizerFactory.SAFE_REFLECTIVE);
  }

  private MvelBackEnd() {}

  private record Compiled(
      Expression expression, Rendered rendered, Map<String, Integer> places, Serializable program)
      implements CompiledExpression {
    @Override
    public @Nullable Object evaluate(Row row, EvaluationContext context) {
      return MVEL.executeExpression(
          program, null, new Values(places, rendered.values(row, context)));
    }
  }

  static CompiledExpression compile(Expression expression, Evaluator evaluator) {
    Rendered rendered = new Rendered(expression, evaluator);
    ParserConfiguration configuration = new ParserConfiguration();
    configuration.addImport("f", HostFunctions.class);
    ParserContext context = new ParserContext(configuration);
    context.setStrictTypeEnforcement(true);
    context.setStrongTyping(true);
    context.setIndexAllocation(true);
    String[] names = rendered.names().toArray(String[]::new);
    context.addIndexedInput(names);
    Map<String, Integer> places = new HashMap<>();
    for (String name : names) {
      context.addInput(name, Object.class);
      places.put(name, places.size());
    }
    return new Compiled(
        expression, rendered, places, MVEL.compileExpression(rendered.text(), context));
  }

  /** The variables of one evaluation, by index; nothing can be written or added. */
  private static final class Values extends BaseVariableResolverFactory {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Integer> places;
    private final transient Object[] values;

    Values(Map<String, Integer> places, Object[] values) {
      this.places = places;
      this.values = values;
    }

    @Override
    public int variableIndexOf(String name) {
      return Objects.requireNonNull(places.get(name));
    }

    @Override
    public boolean isIndexedFactory() {
      return true;
    }

    @Override
    public VariableResolver getIndexedVariableResolver(int index) {
      return new SimpleValueResolver(values[index]);
    }

    @Override
    public VariableResolver setIndexedVariableResolver(int index, VariableResolver resolver) {
      throw new UnsupportedOperationException();
    }

    @Override
    public VariableResolver createVariable(String name, Object value) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public VariableResolver createVariable(String name, Object value, Class<?> type) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public VariableResolver createIndexedVariable(int index, String name, Object value) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public VariableResolver getVariableResolver(String name) {
      return getIndexedVariableResolver(variableIndexOf(name));
    }

    @Override
    public boolean isTarget(String name) {
      return places.containsKey(name);
    }

    @Override
    public boolean isResolveable(String name) {
      return places.containsKey(name);
    }

    @Override
    public VariableResolverFactory getNextFactory() {
      return this;
    }
  }
}
