package io.ringwatch.wireguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringwatch.yaml.ConfigException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireGuardFlagsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--wg.path=wg                     | --wg.path: 'wg' is not an absolute path",
        "--wg.ip-path=ip --wg.netns=a     | --wg.ip-path: 'ip' is not an absolute path",
        "--wg.interface=-x                | --wg.interface: '-x' is not the name of an interface",
        "--wg.interface=all               | --wg.interface: 'all' is not the name of an interface",
        "--wg.interface=a/b               | --wg.interface: 'a/b' is not the name of an interface",
        "--wg.netns=-all                  | --wg.netns: '-all' is not the name of a namespace",
        "--wg.netns=../x                  | --wg.netns: '../x' is not the name of a namespace",
        "--wg.names=/no/such              | --wg.names: no such file or directory: /no/such",
        "--wg.peer-allow=@/no/such        | --wg.peer-allow: cannot read /no/such",
        "--wg.json-labels=site,endpoint   | --wg.json-labels: 'endpoint' cannot be a label here",
        "--wg.json-labels=a-b             | --wg.json-labels: 'a-b' cannot be a label here",
        "--wg.json-labels=__name__        | --wg.json-labels: '__name__' cannot be a label here",
        "--wg.json-labels=a,a             | --wg.json-labels: 'a' cannot be a label here",
        "--compat=telegraf                | --compat: 'telegraf' is not known (mindflavor is)",
        "--compat.remote-ip               | --compat.* flags need --compat=mindflavor",
        "--compat=mindflavor --wg.aggregate | --compat=mindflavor has no --wg.aggregate, --wg.allowed-ips or --wg.json-labels",
      })
  void badFlagIsToldByNameAndValue(String line, String message) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () -> {
              var flags = Case.flags(Stream.of(line.split(" ", -1)));
              flags.wireGuard();
              flags.settings();
            })
        .withMessage(message);
  }

  @Test
  void everyFlagHasADefaultThatWorks() throws ConfigException {
    var flags = Case.flags(Stream.of());

    assertThat(flags.wireGuard()).isNotNull();
    assertThat(flags.settings().description()).isInstanceOf(NativeDescription.class);
    assertThat(flags.settings().filter().showsAll()).isTrue();
  }
}
