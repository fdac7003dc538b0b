/**
 * The gossip ring, from a Serf agent's RPC: metrics, membership transitions and HTTP service
 * discovery.
 */
@NullMarked
package io.ringwatch.serf;

import org.jspecify.annotations.NullMarked;
