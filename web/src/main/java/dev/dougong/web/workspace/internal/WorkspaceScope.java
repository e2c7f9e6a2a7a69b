package dev.dougong.web.workspace.internal;

import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.MetaAnnotations;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.Validation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells the container of the scope when the application is built, and refuses to build it where a
 * bean that lives longer takes the workspace itself: it would keep the first one for all others.
 */
public final class WorkspaceScope implements BuildCompatibleExtension {

  private final List<BeanInfo> beans = new ArrayList<>();

  /** The scope and its context. */
  @Discovery
  public void tell(MetaAnnotations annotations) {
    annotations.addContext(WorkspaceScoped.class, WorkspaceContext.class);
  }

  /** All beans there are. */
  @Registration(types = Object.class)
  public void see(BeanInfo bean) {
    beans.add(bean);
  }

  /** Whatever is made anew for each holder hands on what it holds. */
  @Validation
  public void check(Messages messages) {
    Set<String> tied = new HashSet<>(Set.of(Workspace.class.getName()));
    boolean isMore = true;
    while (isMore) {
      isMore = false;
      for (BeanInfo bean : beans) {
        if (isOf(bean, Dependent.class) && takesAny(bean, tied)) {
          isMore |= tied.addAll(names(bean));
        }
      }
    }
    for (BeanInfo bean : beans) {
      if (!isOf(bean, Dependent.class)
          && !isOf(bean, WorkspaceScoped.class)
          && takesAny(bean, tied)) {
        messages.error(
            "lives longer than the workspace that it takes: make it @WorkspaceScoped", bean);
      }
    }
  }

  private static boolean isOf(BeanInfo bean, Class<?> scope) {
    return bean.scope().name().equals(scope.getName());
  }

  private static boolean takesAny(BeanInfo bean, Set<String> tied) {
    return bean.injectionPoints().stream()
        .anyMatch(
            point ->
                point.type().isClass()
                    && tied.contains(point.type().asClass().declaration().name()));
  }

  private static Set<String> names(BeanInfo bean) {
    return bean.types().stream()
        .filter(type -> type.isClass())
        .map(type -> type.asClass().declaration().name())
        .filter(name -> name.startsWith("dev.dougong."))
        .collect(Collectors.toSet());
  }
}
