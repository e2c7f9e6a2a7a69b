/** What the check of workflow documents finds. */
@NullMarked
package dev.dougong.workflow.check;

import org.jspecify.annotations.NullMarked;
