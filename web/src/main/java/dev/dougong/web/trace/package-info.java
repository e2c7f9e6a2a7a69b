/**
 * Traces for whoever runs the machine: each request with its statements, each piece of work in the
 * background. Off unless the machine says where they go to. They hold no value of a record, no
 * secret and no address of a person.
 */
@NullMarked
package dev.dougong.web.trace;

import org.jspecify.annotations.NullMarked;
