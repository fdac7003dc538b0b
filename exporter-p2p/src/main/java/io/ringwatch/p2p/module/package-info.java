/** The mapping language: what of a document becomes which metric. */
@NullMarked
package io.ringwatch.p2p.module;

import org.jspecify.annotations.NullMarked;
