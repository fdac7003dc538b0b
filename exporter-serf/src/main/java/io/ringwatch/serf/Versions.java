package io.ringwatch.serf;

/** The gossip protocol versions that a member understands and the one that it speaks. */
record Versions(int min, int max, int current) {}
