package dev.dougong.web.workspace.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableBean;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What lives as long as the node holds nothing of a workspace but proxies: all objects that it
 * reaches are looked at, after all reading endpoints have been asked.
 */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class SingletonReachIT {

  private static final Path LIST =
      Path.of("src/test/resources/golden/EndpointPolicyTest.policies.txt");

  private final Map<Object, String> seen = new IdentityHashMap<>();
  private final Deque<Object> open = new ArrayDeque<>();
  private final Set<Object> ofWorkspaces = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<String> found = new ArrayList<>();

  @Test
  void holdsNothingOfAWorkspace() throws IOException, ReflectiveOperationException {
    Shop.open();
    askAll();
    Set<Bean<?>> beans = Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE);
    for (Bean<?> bean : beans) {
      if (isOurs(bean) && bean.getScope().equals(WorkspaceScoped.class)) {
        @Nullable Object made = Arc.container().getContexts(bean.getScope()).get(0).get(bean);
        if (made != null) {
          ofWorkspaces.add(made);
        }
      }
    }
    assertThat(ofWorkspaces).as("beans of the main workspace").hasSizeGreaterThan(60);
    for (Bean<?> bean : beans) {
      boolean isLong =
          bean.getScope().equals(Singleton.class)
              || bean.getScope().equals(ApplicationScoped.class);
      if (isLong && isOurs(bean)) {
        @Nullable Object made = Arc.container().instance((InjectableBean<?>) bean).get();
        see(
            made instanceof ClientProxy proxy ? proxy.arc_contextualInstance() : made,
            bean.getBeanClass().getSimpleName());
      }
    }
    assertThat(open).hasSizeGreaterThan(200);
    while (!open.isEmpty()) {
      look(open.poll());
    }
    assertThat(seen).hasSizeGreaterThan(1_000);
    assertThat(found).isEmpty();
  }

  private static boolean isOurs(Bean<?> bean) {
    return bean.getBeanClass().getName().startsWith("dev.dougong.");
  }

  private static void askAll() throws IOException {
    try (Stream<String> lines = Files.lines(LIST)) {
      lines
          .filter(line -> line.contains(" GET ") && !line.startsWith("/api/live"))
          .map(line -> line.substring(0, line.indexOf(' ')).replaceAll("\\{[a-z]+}", "customer"))
          .forEach(path -> assertThat(Api.admin().get(path).statusCode()).isLessThan(500));
    }
  }

  private void see(@Nullable Object object, String way) {
    if (object == null || object instanceof ClientProxy || object instanceof WorkspaceContext) {
      return;
    }
    if (seen.putIfAbsent(object, way) == null) {
      if (ofWorkspaces.contains(object) || object instanceof Metadata) {
        found.add(way + ": " + object.getClass().getName());
      } else {
        open.add(object);
      }
    }
  }

  private void look(Object object) throws ReflectiveOperationException {
    String way = Objects.requireNonNull(seen.get(object));
    if (object instanceof Collection<?> all) {
      all.forEach(one -> see(one, way + "[]"));
    } else if (object instanceof Map<?, ?> all) {
      all.forEach(
          (key, value) -> {
            see(key, way + ".key");
            see(value, way + ".value");
          });
    } else if (object instanceof Cache<?, ?> cache) {
      see(cache.asMap(), way);
    } else if (object instanceof Optional<?> one) {
      see(one.orElse(null), way);
    } else if (object instanceof AtomicReference<?> one) {
      see(one.get(), way);
    } else if (object instanceof Object[] all) {
      for (Object one : all) {
        see(one, way + "[]");
      }
    } else if (object.getClass().getName().startsWith("dev.dougong.")) {
      fields(object, object.getClass(), way);
    }
  }

  private void fields(Object object, Class<?> type, String way)
      throws ReflectiveOperationException {
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        field.setAccessible(true);
        see(field.get(object), way + "." + field.getName());
      }
    }
    if (type.getSuperclass() != null && type.getSuperclass().getName().startsWith("dev.dougong.")) {
      fields(object, type.getSuperclass(), way);
    }
  }
}
