/** Tests of the mapping language and of the modules that are built in. */
@NullMarked
package io.ringwatch.p2p.module;

import org.jspecify.annotations.NullMarked;
