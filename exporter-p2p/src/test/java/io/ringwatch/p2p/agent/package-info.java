/** Tests of the heartbeat agent. */
@NullMarked
package io.ringwatch.p2p.agent;

import org.jspecify.annotations.NullMarked;
