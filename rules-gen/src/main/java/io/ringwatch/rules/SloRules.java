package io.ringwatch.rules;

import io.ringwatch.rules.Pack.Alert;
import io.ringwatch.rules.Pack.Recorded;
import io.ringwatch.rules.Pack.Signal;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.PrometheusDuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What one objective records, and its alerts. */
final class SloRules {
  private final String name;
  private final Slo slo;
  private final SloTerms terms;
  private final SloTests tests;

  /**
   * @param name in CamelCase
   */
  SloRules(String name, Slo slo, SloTerms terms, SloTests tests) {
    this.name = name;
    this.slo = slo;
    this.terms = terms;
    this.tests = tests;
  }

  /** Adds the share of failures within a window. */
  void ratio(Duration window, Map<String, Recorded> records, Map<String, Signal> signals) {
    var text = PrometheusDuration.format(window);
    var help = "How much of " + name + " fails, over " + text + ".";
    var unit = Optional.of(Pack.Unit.RATIO);
    records.put(ratioSeries(window), recorded(terms.ratio(text), help, unit, tests.ratio(window)));
    signals.put(ratioSignal(window), signal(ratioSeries(window)));
  }

  /** Adds how much happens within a window, if that counts. */
  void events(Duration window, Map<String, Recorded> records, Map<String, Signal> signals) {
    slo.minTraffic()
        .flatMap(_ -> tests.total())
        .ifPresent(
            all -> {
              var text = PrometheusDuration.format(window);
              var help = "How much happens of which " + name + " is a share, over " + text + ".";
              var history = tests.events(window, all);
              records.put(
                  eventsSeries(window),
                  recorded(terms.events(text), help, Optional.empty(), history));
              signals.put(eventsSignal(window), signal(eventsSeries(window)));
            });
  }

  private Recorded recorded(
      String expr, String help, Optional<Pack.Unit> unit, SloTests.History history) {
    return new Recorded(
        new Placed<>(expr, slo.place()),
        help,
        unit,
        Optional.of(history.lookback()),
        Optional.of(history.step()),
        history.tests(),
        List.of(),
        slo.place());
  }

  private Signal signal(String series) {
    return new Signal(new Placed<>(series, slo.place()), Optional.empty(), slo.place());
  }

  private String ratioSeries(Duration window) {
    return "slo:" + snake() + "_error:ratio_rate" + PrometheusDuration.format(window);
  }

  private String eventsSeries(Duration window) {
    return "slo:" + snake() + "_events:increase" + PrometheusDuration.format(window);
  }

  private String ratioSignal(Duration window) {
    return snake() + "_error_" + PrometheusDuration.format(window);
  }

  private String eventsSignal(Duration window) {
    return snake() + "_events_" + PrometheusDuration.format(window);
  }

  private String snake() {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  String alertName(Pace pace) {
    return name + pace.name();
  }

  Alert alert(Pace pace, Pack pack) {
    var place = slo.place();
    var limit = pace.limit(slo);
    var meaning = slo.why().value() + " " + pace.story(slo);
    return new Alert(
        new Placed<>(condition(pace, limit), place),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Duration.ZERO),
        pace.severity(slo),
        Map.of("slo", snake()),
        slo.summary(),
        Optional.of(tests.reads(limit, pack.sample())),
        new Placed<>(meaning, slo.why().place()),
        slo.impact(),
        slo.diagnose(),
        slo.steps(),
        slo.escalation(),
        Optional.empty(),
        tests.alert(
            ratioSeries(pace.brief()),
            ratioSeries(pace.lasting()),
            slo.minTraffic().map(_ -> eventsSeries(pace.lasting())),
            limit),
        List.of(),
        place);
  }

  private String condition(Pace pace, BigDecimal limit) {
    var over = " > " + Quantity.plain(limit);
    var busy =
        slo.minTraffic()
            .map(least -> " and " + eventsSignal(pace.lasting()) + " >= " + least.written());
    return ratioSignal(pace.brief())
        + over
        + " and "
        + ratioSignal(pace.lasting())
        + over
        + busy.orElse("");
  }
}
