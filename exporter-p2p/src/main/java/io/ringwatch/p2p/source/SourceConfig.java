package io.ringwatch.p2p.source;

import io.ringwatch.yaml.ConfigException;

/** A source as a configuration file describes it; the first key says which kind it is. */
public sealed interface SourceConfig
    permits HttpConfig, FileConfig, ExecConfig, EtcdConfig, RedisConfig, TailscaleConfig {

  /**
   * Makes the source ready, without reading it.
   *
   * @throws ConfigException if a file that it names, such as a certificate, cannot be used
   */
  Source open() throws ConfigException;
}
