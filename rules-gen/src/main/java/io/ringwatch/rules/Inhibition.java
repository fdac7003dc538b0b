package io.ringwatch.rules;

import io.ringwatch.yaml.Doc;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.util.List;

/** An alert whose firing makes others pointless. */
record Inhibition(
    Placed<String> source,
    @Doc("Alerts of the pack; all others if empty.") List<Placed<String>> silences,
    @Doc("Labels that both have with the same value.") List<Placed<String>> equal,
    Place place) {}
