/**
 * What happens with the work of people who are away or leave: who stands in for them, and who takes
 * over.
 */
@NullMarked
package dev.dougong.workflow.people;

import org.jspecify.annotations.NullMarked;
