/**
 * The shell every exporter stands in: command line, HTTP, TLS and authentication, the scrape
 * contract, logs, and the declaration of metrics.
 */
@NullMarked
package io.ringwatch.core;

import org.jspecify.annotations.NullMarked;
