/**
 * The packaged programs against real servers: a WireGuard mesh in network namespaces, a Prometheus.
 */
@NullMarked
package io.ringwatch.e2e;

import org.jspecify.annotations.NullMarked;
