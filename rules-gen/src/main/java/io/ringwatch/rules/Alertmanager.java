package io.ringwatch.rules;

import io.ringwatch.yaml.Place;

/** What Alertmanager does with each severity. */
record Alertmanager(Place place) {}
