/** Tests of target lists. */
@NullMarked
package io.ringwatch.p2p.targets;

import org.jspecify.annotations.NullMarked;
