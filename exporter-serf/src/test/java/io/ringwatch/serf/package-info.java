@NullMarked
package io.ringwatch.serf;

import org.jspecify.annotations.NullMarked;
