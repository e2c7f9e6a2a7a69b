/** Short messages by Alibaba Cloud. */
@NullMarked
package dev.dougong.workflow.message.smsaliyun;

import org.jspecify.annotations.NullMarked;
