package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
  private static final Pattern HUNK = Pattern.compile("@@ -(\\d+),(\\d+) \\+(\\d+),(\\d+) @@");

  @Test
  void equalTextsHaveNoDiff() {
    assertThat(UnifiedDiff.of("x", "a\nb\n", "a\nb\n")).isEmpty();
  }

  @Test
  void aNewFileIsAllAdded() {
    assertThat(UnifiedDiff.of("x", "", "a\nb\n"))
        .isEqualTo("--- a/x\n+++ b/x\n@@ -0,0 +1,2 @@\n+a\n+b\n");
  }

  @Test
  void farChangesAreHunksOfTheirOwn() {
    var before = lines(IntStream.rangeClosed(1, 20).boxed().toList());
    var after = before.replace("\n3\n", "\nthree\n").replace("\n18\n", "\n");
    assertThat(UnifiedDiff.of("x", before, after))
        .isEqualTo(
            """
            --- a/x
            +++ b/x
            @@ -1,6 +1,6 @@
             1
             2
            -3
            +three
             4
             5
             6
            @@ -15,6 +15,5 @@
             15
             16
             17
            -18
             19
             20
            """);
  }

  @Test
  void applyingTheDiffYieldsTheNewText() {
    var random = new Random(11);
    for (int i = 0; i < 500; i++) {
      var before = random.ints(random.nextInt(40), 0, 6).boxed().toList();
      var after = new ArrayList<>(before);
      for (int n = random.nextInt(8); n > 0; n--) {
        int at = random.nextInt(after.size() + 1);
        if (random.nextBoolean() || at == after.size()) {
          after.add(at, random.nextInt(6));
        } else {
          after.subList(at, at + 1).clear();
        }
      }
      var diff = UnifiedDiff.of("x", lines(before), lines(after));
      assertThat(applied(lines(before), diff)).isEqualTo(lines(after));
    }
  }

  @Test
  void aHopelessComparisonStillEnds() {
    var before = lines(IntStream.range(0, 20_000).boxed().toList());
    var after = lines(IntStream.range(20_000, 40_000).boxed().toList());
    assertThat(UnifiedDiff.of("x", before, after)).hasLineCount(40_003);
  }

  private static String lines(List<Integer> numbers) {
    return numbers.stream().map(n -> n + "\n").collect(Collectors.joining());
  }

  private static String applied(String before, String diff) {
    var source = before.lines().toList();
    var result = new StringBuilder();
    int at = 0;
    for (var line : diff.lines().skip(2).toList()) {
      var hunk = HUNK.matcher(line);
      if (hunk.matches()) {
        int empty = hunk.group(2).equals("0") ? 1 : 0;
        for (int to = Integer.parseInt(hunk.group(1)) - 1 + empty; at < to; at++) {
          result.append(source.get(at)).append('\n');
        }
      } else if (line.startsWith("+")) {
        result.append(line.substring(1)).append('\n');
      } else {
        assertThat(source.get(at)).isEqualTo(line.substring(1));
        result.append(line.startsWith(" ") ? source.get(at) + "\n" : "");
        at++;
      }
    }
    source.subList(at, source.size()).forEach(rest -> result.append(rest).append('\n'));
    return result.toString();
  }
}
