/**
 * Evidence: entries for what is no write to a record, and the chain of digests over these and the
 * change log. The web module writes entries and asks for the chain to be closed and verified.
 */
@NullMarked
package dev.dougong.engine.audit;

import org.jspecify.annotations.NullMarked;
