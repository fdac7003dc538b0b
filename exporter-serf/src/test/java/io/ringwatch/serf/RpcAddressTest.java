package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcAddressTest {

  @Test
  void hostsAndBracketedAddressesAreTaken() {
    assertThat(RpcAddress.parse("127.0.0.1:7373")).isEqualTo(new RpcAddress("127.0.0.1", 7373));
    assertThat(RpcAddress.parse("node-1.example:1")).isEqualTo(new RpcAddress("node-1.example", 1));
    assertThat(RpcAddress.parse("[::1]:7373")).isEqualTo(new RpcAddress("::1", 7373));
  }

  @Test
  void itPrintsAsItIsWritten() {
    assertThat(RpcAddress.parse("[::1]:7373")).hasToString("[::1]:7373");
    assertThat(RpcAddress.parse("a:7373")).hasToString("a:7373");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a:", ":1", "::1:7373", "a:0", "a:65536", "a:x", "[]:1", "[a:1"})
  void othersAreRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> RpcAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%s' is not an RPC address (try 127.0.0.1:7373 or [::1]:7373)", text);
  }
}
