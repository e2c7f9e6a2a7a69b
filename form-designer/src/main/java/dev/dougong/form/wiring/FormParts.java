package dev.dougong.form.wiring;

import dev.dougong.form.viewtype.ViewType;
import dev.dougong.form.viewtype.ViewTypes;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the container makes of the module. */
@Dependent
public final class FormParts {

  @Produces
  @Singleton
  ViewTypes viewTypes(Instance<ViewType> types) {
    return new ViewTypes(types);
  }
}
