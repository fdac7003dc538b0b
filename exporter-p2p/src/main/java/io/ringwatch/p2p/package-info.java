/** The P2P exporter: wires sources, modules, probes and the agent into one program. */
@NullMarked
package io.ringwatch.p2p;

import org.jspecify.annotations.NullMarked;
