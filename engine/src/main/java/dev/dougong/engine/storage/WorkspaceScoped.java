package dev.dougong.engine.storage;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whatever belongs to one workspace: there is one of it for each open workspace. Others hold a
 * proxy, which asks at each call for which workspace the caller works, and refuses where it is for
 * none. Only what is of this scope takes the {@link Workspace} itself.
 */
@Documented
@NormalScope
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface WorkspaceScoped {}
