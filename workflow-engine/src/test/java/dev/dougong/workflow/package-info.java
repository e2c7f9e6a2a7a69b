/** What tests of workflows share. */
@NullMarked
package dev.dougong.workflow;

import org.jspecify.annotations.NullMarked;
