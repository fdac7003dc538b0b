package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.yaml.ConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagLabelsTest {

  @ParameterizedTest
  @CsvSource({
    "role, role",
    "a-b.c/d, a_b_c_d",
    "9lives, tag_9lives",
    "__name__, tag___name__",
    "__meta, tag___meta",
    "instance, tag_instance",
    "le, tag_le",
    "member, tag_member",
    "status, tag_status",
    "größe, gr__e",
  })
  void everyTagFindsAFitLabel(String tag, String label) throws ConfigException {
    assertThat(TagLabels.of(List.of(tag)).labels()).containsExactly(label);
  }

  @Test
  void tagsThatComeToTheSameLabelAreRefused() {
    assertThatThrownBy(() -> TagLabels.of(List.of("a.b", "a-b")))
        .hasMessage("--serf.tags: 'a.b' and 'a-b' both become the label a_b (name one of them)");
    assertThatThrownBy(() -> TagLabels.of(List.of("tag_le", "le")))
        .hasMessageContaining("both become the label tag_le");
  }

  @Test
  void aTagNamedTwiceIsShownOnce() throws ConfigException {
    assertThat(TagLabels.of(List.of("role", "dc", "role")).labels()).containsExactly("role", "dc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth_token",
        "auth",
        "AUTH",
        "gossip_key",
        "password",
        "wg_private",
        "psk",
        "apiSecret"
      })
  void namesThatSoundSecretAreSuspect(String tag) throws ConfigException {
    assertThat(TagLabels.of(List.of("role", tag)).suspects()).containsExactly(tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"role", "wg_pubkey", "public_key", "dc", "ver", "phase"})
  void otherNamesAreNot(String tag) throws ConfigException {
    assertThat(TagLabels.of(List.of(tag)).suspects()).isEmpty();
  }
}
