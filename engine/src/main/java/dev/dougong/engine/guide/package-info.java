/**
 * Guides: documents that lead people through their first steps, and how far each person is. A step
 * is done when the person ticks it, or when a record shows it. Called by REST only.
 */
@NullMarked
package dev.dougong.engine.guide;

import org.jspecify.annotations.NullMarked;
