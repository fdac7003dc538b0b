/**
 * Dashboards as Grafana reads them. A package of its own because it knows nothing of specs: it
 * takes a finished {@link io.ringwatch.rules.grafana.Dashboard}, each panel in its place, and
 * writes it in Grafana's formats.
 */
@NullMarked
package io.ringwatch.rules.grafana;

import org.jspecify.annotations.NullMarked;
