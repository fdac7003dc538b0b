package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What an expression refers to by name.
 *
 * @param names where a metric stands (or, in a spec, a signal), in order
 * @param matchers what is asked of labels
 * @param groupings labels named by {@code by}, {@code without}, {@code on}, {@code ignoring},
 *     {@code group_left} and {@code group_right}
 * @param parameters {@code $name}, without the dollar
 */
public record References(
    List<Token> names, List<Matcher> matchers, List<String> groupings, List<String> parameters) {
  /**
   * One condition of a selector.
   *
   * @param metric empty for {@code {job="x"}} without a name
   * @param value as it stands between the quotes
   */
  public record Matcher(String metric, String label, String operator, String value) {}

  private static final Set<String> GROUPING =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

  public References {
    names = List.copyOf(names);
    matchers = List.copyOf(matchers);
    groupings = List.copyOf(groupings);
    parameters = List.copyOf(parameters);
  }

  public static References of(List<Token> tokens) {
    return new Walk(tokens).walk();
  }

  private static final class Walk {
    private final List<Token> tokens;
    private final List<Token> names = new ArrayList<>();
    private final List<Matcher> matchers = new ArrayList<>();
    private final List<String> groupings = new ArrayList<>();
    private final List<String> parameters = new ArrayList<>();
    private int at;

    Walk(List<Token> tokens) {
      this.tokens = tokens;
    }

    References walk() {
      while (at < tokens.size()) {
        var token = tokens.get(at);
        switch (token.kind()) {
          case IDENTIFIER -> name(token);
          case KEYWORD -> keyword(token);
          case PARAMETER -> parameters.add(token.text().substring(1));
          case PUNCTUATION -> punctuation(token);
          case NUMBER, DURATION, STRING, OPERATOR -> {}
        }
        at++;
      }
      return new References(names, matchers, groupings, parameters);
    }

    private void name(Token token) {
      var next = peek(1);
      boolean called = next.filter(t -> t.is("(") || isGrouping(t)).isPresent();
      if (!called) {
        names.add(token);
      }
    }

    private void keyword(Token token) {
      if (isGrouping(token) && peek(1).filter(t -> t.is("(")).isPresent()) {
        for (at += 2; !tokens.get(at).is(")"); at++) {
          if (tokens.get(at).kind() != Kind.PUNCTUATION) {
            groupings.add(tokens.get(at).text());
          }
        }
      }
    }

    private void punctuation(Token token) {
      if (!token.is("{")) {
        return;
      }
      boolean named = at > 0 && !names.isEmpty() && names.getLast().equals(tokens.get(at - 1));
      var metric = named ? names.getLast().text() : "";
      for (at++; !tokens.get(at).is("}"); at++) {
        matcher(metric);
      }
    }

    private void matcher(String metric) {
      var label = tokens.get(at);
      var value = peek(2).filter(t -> t.kind() == Kind.STRING);
      if (label.kind() == Kind.IDENTIFIER && value.isPresent()) {
        var text = value.get().text();
        var inner = text.substring(1, text.length() - 1);
        matchers.add(new Matcher(metric, label.text(), tokens.get(at + 1).text(), inner));
        at += 2;
      }
    }

    private Optional<Token> peek(int ahead) {
      return at + ahead < tokens.size() ? Optional.of(tokens.get(at + ahead)) : Optional.empty();
    }

    private static boolean isGrouping(Token token) {
      return token.kind() == Kind.KEYWORD
          && GROUPING.contains(token.text().toLowerCase(Locale.ROOT));
    }
  }
}
