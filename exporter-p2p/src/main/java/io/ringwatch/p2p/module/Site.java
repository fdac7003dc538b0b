package io.ringwatch.p2p.module;

import io.ringwatch.p2p.Providers;
import java.time.ZoneId;

/**
 * What mapping a document takes beside the document.
 *
 * @param zone of times that name none
 * @param providers what {@code provider(a)} looks addresses up in
 */
public record Site(ZoneId zone, Providers providers) {

  /** A site where no provider is known. */
  public static Site in(ZoneId zone) {
    return new Site(zone, Providers.NONE);
  }
}
