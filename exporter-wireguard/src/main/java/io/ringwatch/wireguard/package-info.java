/** WireGuard's state as Prometheus metrics: {@code wg show all dump}, parsed and described. */
@NullMarked
package io.ringwatch.wireguard;

import org.jspecify.annotations.NullMarked;
