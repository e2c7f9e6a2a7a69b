/**
 * Public links: forms that anybody may fill in who has the address. What comes in is a record, or
 * waits for a person.
 */
@NullMarked
package dev.dougong.form.link;

import org.jspecify.annotations.NullMarked;
