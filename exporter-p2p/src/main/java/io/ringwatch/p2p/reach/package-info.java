/** Reachability probes on a schedule of their own: TCP, HTTP, TLS, DNS and ICMP. */
@NullMarked
package io.ringwatch.p2p.reach;

import org.jspecify.annotations.NullMarked;
