/** Address books of phones. */
@NullMarked
package dev.dougong.engine.dataimport.format.vcard;

import org.jspecify.annotations.NullMarked;
