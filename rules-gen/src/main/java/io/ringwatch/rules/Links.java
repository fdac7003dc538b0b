package io.ringwatch.rules;

import io.ringwatch.yaml.Doc;
import java.util.Optional;

/** Where people find what alerts point to. */
record Links(
    @Doc("What stands before PACK.md#alert in runbook_url; docs/runbooks/ if empty.")
        Optional<String> runbooks,
    @Doc("What stands before /d/UID in dashboard_url: Grafana's address; a path if empty.")
        Optional<String> grafana) {}
