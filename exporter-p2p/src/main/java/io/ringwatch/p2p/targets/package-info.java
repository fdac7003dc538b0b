/**
 * Target lists: the host files of other systems, and Tailscale's peers, as Prometheus's service
 * discovery reads them. A room of its own because it knows nothing of documents and modules.
 */
@NullMarked
package io.ringwatch.p2p.targets;

import org.jspecify.annotations.NullMarked;
