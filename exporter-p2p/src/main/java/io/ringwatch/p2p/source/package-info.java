/** Where a status document comes from: HTTP, files, commands, etcd, Redis, Tailscale. */
@NullMarked
package io.ringwatch.p2p.source;

import org.jspecify.annotations.NullMarked;
