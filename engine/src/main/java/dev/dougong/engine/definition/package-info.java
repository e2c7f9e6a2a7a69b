/** Documents as Java records: well-formed once built, keys only, no ids, no cross-references. */
@NullMarked
package dev.dougong.engine.definition;

import org.jspecify.annotations.NullMarked;
