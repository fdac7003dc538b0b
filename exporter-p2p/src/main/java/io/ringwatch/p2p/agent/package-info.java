/** The heartbeat agent of the etcd lab: a leased key, a watched configuration, host metrics. */
@NullMarked
package io.ringwatch.p2p.agent;

import org.jspecify.annotations.NullMarked;
