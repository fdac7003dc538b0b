package io.ringwatch.wireguard;

import io.ringwatch.wireguard.Names.Naming;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds names in the {@code [Peer]} blocks of a WireGuard configuration, or the {@code
 * [WireGuardPeer]} blocks of systemd-networkd, in comments as prometheus_wireguard_exporter had
 * them: {@code # friendly_name = laptop} or {@code # friendly_json = {"name": "laptop"}}. The last
 * one in a block counts.
 *
 * <p>A comment right above {@code [Peer]}, with an empty line above it, belongs to the peer below.
 * Of all other lines only {@code PublicKey} and {@code PublicKeyFile} are looked at.
 */
final class PeerBlocks {

  private static final Pattern SECTION = Pattern.compile("\\[\\s*(\\w+)\\s*]\\s*(#.*)?");
  private static final Pattern TAG =
      Pattern.compile(
          "[#;]+\\s*(friendly_name|friendly_json)\\s*=\\s*(.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern VALUE =
      Pattern.compile(
          "(PublicKey|PublicKeyFile)\\s*=\\s*(.*?)\\s*(?:#.*)?", Pattern.CASE_INSENSITIVE);

  private final NameReader out;

  /** The line of the block's header; 0 outside of one. */
  private int header;

  private String publicKey = "";
  private Optional<Naming> naming = Optional.empty();

  /** What stands above an empty line's next header, if one follows. */
  private Optional<Naming> floating = Optional.empty();

  private boolean afterEmptyLine = true;

  PeerBlocks(NameReader out) {
    this.out = out;
  }

  void read(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      take(i + 1, lines.get(i).strip());
    }
    land();
    close();
  }

  private void take(int number, String line) {
    var section = SECTION.matcher(line);
    if (line.isEmpty()) {
      land();
      afterEmptyLine = true;
    } else if (line.startsWith("#") || line.startsWith(";")) {
      takeComment(number, line);
    } else if (section.matches()) {
      open(number, section.group(1).toLowerCase(Locale.ROOT));
      Optional.ofNullable(section.group(2)).ifPresent(comment -> takeComment(number, comment));
    } else {
      land();
      afterEmptyLine = false;
      takeValue(number, line);
    }
  }

  private void takeComment(int number, String line) {
    var tag = TAG.matcher(line);
    if (!tag.matches()) {
      return;
    }
    var read =
        tag.group(1).equalsIgnoreCase("friendly_name")
            ? Optional.of(new Naming(tag.group(2).strip()))
            : FriendlyJson.parse(tag.group(2));
    if (read.isEmpty()) {
      out.error(number, "friendly_json is not a flat JSON object");
    } else if (header == 0 || afterEmptyLine) {
      floating = read;
    } else {
      naming = read;
    }
  }

  private void takeValue(int number, String line) {
    var value = VALUE.matcher(line);
    if (header > 0 && value.matches()) {
      publicKey =
          value.group(1).equalsIgnoreCase("PublicKey")
              ? value.group(2)
              : out.readKey(number, value.group(2));
    }
  }

  private void open(int number, String section) {
    boolean isPeer = section.equals("peer") || section.equals("wireguardpeer");
    if (!isPeer) {
      land();
    }
    close();
    header = isPeer ? number : 0;
    naming = isPeer ? floating : Optional.empty();
    floating = Optional.empty();
    afterEmptyLine = false;
  }

  /** No header followed, so that the comment belongs to the block it stands in. */
  private void land() {
    if (floating.isPresent() && header > 0) {
      naming = floating;
    }
    floating = Optional.empty();
  }

  private void close() {
    if (header > 0 && !publicKey.matches(NameReader.KEY)) {
      out.error(
          header, publicKey.isEmpty() ? "[Peer] without a PublicKey" : "PublicKey is not a key");
    } else if (header > 0) {
      naming.ifPresent(known -> out.name(publicKey, known));
    }
    publicKey = "";
    naming = Optional.empty();
  }
}
