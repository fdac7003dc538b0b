package io.ringwatch.rules;

import io.ringwatch.yaml.Place;

/** Which targets Prometheus scrapes. */
record Scraping(Place place) {}
