package io.ringwatch.wireguard;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A WireGuard interface as a dump shows it, without its private key.
 *
 * @param name as {@link io.ringwatch.core.ByteText} reads it
 * @param publicKey base64; empty without a private key
 * @param listenPort the UDP port; empty if it does not listen
 * @param fwmark the mark on outgoing packets; empty if off
 */
record Interface(
    String name, Optional<String> publicKey, OptionalInt listenPort, OptionalLong fwmark) {}
