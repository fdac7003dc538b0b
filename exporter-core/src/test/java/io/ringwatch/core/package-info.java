/** Tests of the shell, and what every exporter's tests share: goldens and expositions as text. */
@NullMarked
package io.ringwatch.core;

import org.jspecify.annotations.NullMarked;
