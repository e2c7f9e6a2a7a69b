/**
 * What is stored of a person: telling it, giving a copy, and erasing it everywhere at once. REST
 * asks for it; modules say by {@code PersonalTrace} what of theirs tells of people.
 */
@NullMarked
package dev.dougong.engine.personal;

import org.jspecify.annotations.NullMarked;
