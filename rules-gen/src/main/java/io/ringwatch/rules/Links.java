package io.ringwatch.rules;

import io.ringwatch.yaml.Doc;
import java.util.Map;
import java.util.Optional;

/** Where people find what alerts point to. */
record Links(
    @Doc("What stands before PACK.md#alert in runbook_url; docs/runbooks/ if empty.")
        Optional<String> runbooks,
    @Doc("What stands before /d/UID in dashboard_url: Grafana's address; a path if empty.")
        Optional<String> grafana,
    @Doc("Dashboards of others, by the name that 'open' has for them.")
        Map<String, Elsewhere> dashboards) {
  /** A dashboard in the same Grafana. */
  record Elsewhere(
      String title,
      @Doc("As in its address: /d/UID.") String uid,
      @Doc("Its variable for the data source (datasource).") Optional<String> source,
      @Doc("Its other variables, each with the label whose values it has.")
          Map<String, String> vars) {}
}
