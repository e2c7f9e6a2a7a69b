package dev.dougong.web.story;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks stories that show no row of the requirements: a fifth of them is told with a commit,
 * another one with the next ({@link StorySample}), all of them by {@code ./test --full Stories}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Sampled {}
