package io.ringwatch.wireguard;

import io.ringwatch.core.Samples;
import java.util.List;

/** Turns what was seen into samples: the whole mapping, without I/O. */
interface Description {

  /**
   * What is to be described.
   *
   * @param sight one namespace, its peers filtered
   * @param peers the same peers with their past
   * @param history tells what interfaces carried
   * @param names for the peers
   * @param nowSeconds the time of the scrape, in Unix seconds
   */
  record Scene(
      Sight sight, List<History.Followed> peers, History history, Names names, long nowSeconds) {}

  /** Describes one namespace. */
  void describe(Scene scene, Samples out);

  /** Describes what belongs to no namespace's peers. */
  void describeRest(Reading reading, Names names, Samples out);
}
