package io.ringwatch.p2p.module;

/**
 * How the mapping of a document went.
 *
 * @param missing rules and groups without a value somewhere, those that are optional apart
 * @param bad values of the wrong type
 * @param samples what came of it
 */
record Tally(int missing, int bad, int samples) {}
