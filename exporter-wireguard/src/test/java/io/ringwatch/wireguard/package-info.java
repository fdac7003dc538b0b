/** Tests of the WireGuard exporter, most of them by golden dumps. */
@NullMarked
package io.ringwatch.wireguard;

import org.jspecify.annotations.NullMarked;
