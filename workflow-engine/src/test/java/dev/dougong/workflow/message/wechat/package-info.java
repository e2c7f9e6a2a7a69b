@NullMarked
package dev.dougong.workflow.message.wechat;

import org.jspecify.annotations.NullMarked;
