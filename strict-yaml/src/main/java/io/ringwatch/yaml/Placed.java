package io.ringwatch.yaml;

/** A value and where it stands, for checks that come after reading. */
public record Placed<T>(T value, Place place) {}
