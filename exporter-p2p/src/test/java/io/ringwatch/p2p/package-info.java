/** Tests of the P2P exporter. */
@NullMarked
package io.ringwatch.p2p;

import org.jspecify.annotations.NullMarked;
