package io.ringwatch.rules;

import io.ringwatch.rules.promql.Lexer;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.rules.promql.References;
import io.ringwatch.rules.promql.Substitution;
import io.ringwatch.rules.promql.Token;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the PromQL of one pack against the contract and the pack's own names, and expands it. */
final class Expressions {
  /**
   * An expression without a fault.
   *
   * @param text PromQL, without signals and parameters
   * @param metrics all that it reads
   * @param signals those it was written with, in order
   */
  record Checked(String text, Set<String> metrics, List<String> signals) {}

  private static final int LONGEST = 20_000;

  private final Contract contract;
  private final Findings findings;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final Map<String, Checked> signals = new LinkedHashMap<>();
  private final Set<String> faulty = new LinkedHashSet<>();

  Expressions(Pack pack, Contract contract, Findings findings) {
    this.contract = contract;
    this.findings = findings;
    pack.params().forEach((name, p) -> parameters.put(name, Quantity.plain(p.standard().value())));
    pack.signals().forEach(this::declare);
  }

  /** A signal may use those that stand above it. */
  private void declare(String name, Pack.Signal signal) {
    check(signal.expr(), "expr")
        .ifPresentOrElse(checked -> signals.put(name, checked), () -> faulty.add(name));
  }

  Optional<Checked> signal(String name) {
    return Optional.ofNullable(signals.get(name));
  }

  /** Empty if there is a fault, which is then among the problems. */
  Optional<Checked> check(Placed<String> expr, String key) {
    try {
      var tokens = Lexer.tokens(expr.value());
      var references = References.of(tokens);
      int before = findings.count();
      namesExist(references, expr.place(), key);
      parametersExist(references.parameters(), expr.place(), key);
      selectorsFit(tokens, expr.place(), key);
      var metrics = metrics(references);
      labelsExist(references, metrics, expr.place(), key);
      boolean onFaulty = references.names().stream().anyMatch(t -> faulty.contains(t.text()));
      return onFaulty || findings.count() > before
          ? Optional.empty()
          : expanded(expr, key).map(text -> new Checked(text, metrics, used(references)));
    } catch (PromqlException e) {
      findings.add(expr.place(), key + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  void parametersExist(Collection<String> names, Place place, String key) {
    var known = parameters.keySet();
    names.forEach(name -> findings.known(key + ": unknown parameter", name, known, place));
  }

  private Optional<String> expanded(Placed<String> expr, String key) throws PromqlException {
    Map<String, String> expressions = new LinkedHashMap<>();
    signals.forEach((name, checked) -> expressions.put(name, checked.text));
    var text = Substitution.apply(expr.value(), expressions, parameters);
    if (text.length() > LONGEST) {
      findings.add(expr.place(), key + ": longer than " + LONGEST + " characters when expanded");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private void namesExist(References references, Place place, String key) {
    List<String> known = new ArrayList<>(signals.keySet());
    known.addAll(contract.names());
    references.names().stream()
        .map(Token::text)
        .filter(name -> !faulty.contains(name))
        .forEach(name -> findings.known(key + ": unknown metric or signal", name, known, place));
  }

  /** A selector or a range after a signal has a meaning only if the signal is a bare metric. */
  private void selectorsFit(List<Token> tokens, Place place, String key) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      var name = tokens.get(i).text();
      var next = tokens.get(i + 1).text();
      var signal = signal(name);
      boolean bare = signal.isEmpty() || contract.metric(signal.get().text).isPresent();
      if (!bare && (next.equals("{") || next.equals("["))) {
        var message = "'" + name + "' is an expression: '" + next + "' cannot follow it";
        findings.add(place, key + ": " + message);
      }
    }
  }

  private Set<String> metrics(References references) {
    Set<String> metrics = new LinkedHashSet<>();
    for (var token : references.names()) {
      signal(token.text())
          .ifPresentOrElse(s -> metrics.addAll(s.metrics), () -> metrics.add(token.text()));
    }
    return metrics;
  }

  private void labelsExist(References references, Set<String> metrics, Place place, String key) {
    for (var matcher : references.matchers()) {
      var metric = signal(matcher.metric()).map(Checked::metrics).orElse(Set.of(matcher.metric()));
      labelExists(matcher.label(), contract.labels(metric), place, key);
    }
    var all = contract.labels(metrics);
    references.groupings().forEach(label -> labelExists(label, all, place, key));
  }

  void labelExists(String label, Collection<String> known, Place place, String key) {
    findings.known(key + ": unknown label", label, known, place);
  }

  private List<String> used(References references) {
    return references.names().stream()
        .map(Token::text)
        .filter(signals::containsKey)
        .distinct()
        .toList();
  }
}
