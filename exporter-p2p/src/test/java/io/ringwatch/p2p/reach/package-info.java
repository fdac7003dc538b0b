/** Tests of reachability checks. */
@NullMarked
package io.ringwatch.p2p.reach;

import org.jspecify.annotations.NullMarked;
