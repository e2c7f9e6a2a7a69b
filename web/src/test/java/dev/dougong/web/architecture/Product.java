package dev.dougong.web.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.dougong.engine.architecture.HouseRules;

/** All classes of the product, read once for all tests that look at them. */
final class Product {

  static final JavaClasses CLASSES = HouseRules.classesOf("dev.dougong");

  private Product() {}
}
