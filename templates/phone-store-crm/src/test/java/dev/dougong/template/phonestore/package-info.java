/** What the phone-store template promises: its documents fit together and its data can be told. */
@NullMarked
package dev.dougong.template.phonestore;

import org.jspecify.annotations.NullMarked;
