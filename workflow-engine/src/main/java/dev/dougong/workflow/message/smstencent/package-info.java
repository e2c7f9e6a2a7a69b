/** Short messages by Tencent Cloud. */
@NullMarked
package dev.dougong.workflow.message.smstencent;

import org.jspecify.annotations.NullMarked;
