package io.ringwatch.p2p.source;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Key;
import java.util.Optional;

/**
 * A document that a peer serves: {@code {http: "http://10.42.0.2:8770/status"}}.
 *
 * @param request what goes with the question, and which answers count
 */
public record HttpConfig(@Key("http") HttpUrl url, Optional<HttpRequestConfig> request)
    implements SourceConfig {

  @Override
  public Source open() throws ConfigException {
    return new HttpSource(
        url,
        HttpFetch.open(
            request.orElse(HttpRequestConfig.PLAIN), new SameHost(url, Resolver.SYSTEM)));
  }
}
