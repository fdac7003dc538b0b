/** Tests of sources, and the real servers they run against. */
@NullMarked
package io.ringwatch.p2p.source;

import org.jspecify.annotations.NullMarked;
