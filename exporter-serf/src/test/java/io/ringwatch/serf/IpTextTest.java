package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpTextTest {

  @ParameterizedTest
  @CsvSource({
    "7f00000b, 127.0.0.11",
    "ffffffff, 255.255.255.255",
    "00000000000000000000ffff0a000001, 10.0.0.1",
    "00000000000000000000000000000001, ::1",
    "00000000000000000000000000000000, ::",
    "fd000000000000000000000000000002, fd00::2",
    "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
    "20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
    "20010db8000000000000000000000000, 2001:db8::",
    "00010000000000000000000000000000, 1::",
    "fe800000000000000202b3fffe1e8329, fe80::202:b3ff:fe1e:8329",
  })
  void addressesAreSpelledInTheirShortestForm(String hex, String text) {
    assertThat(IpText.of(HexFormat.of().parseHex(hex))).isEqualTo(text);
  }

  @Test
  void otherLengthsAreNoAddress() {
    assertThat(IpText.of(new byte[0])).isEmpty();
    assertThat(IpText.of(new byte[5])).isEmpty();
  }
}
