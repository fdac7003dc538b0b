package io.ringwatch.rules;

import io.ringwatch.rules.Pack.Alert;
import io.ringwatch.rules.Pack.Recorded;
import io.ringwatch.rules.Pack.Signal;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.PrometheusDuration;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objectives of a pack as a pack of their own: a recorded error ratio for each window, and an
 * alert for each pace at which the budget is used up. Windows and paces: Google, The Site
 * Reliability Workbook, chapter 5.
 */
final class BurnRates {
  /**
   * A pace.
   *
   * @param share of the budget that is gone within the long window when the alert fires
   */
  private record Pace(Duration brief, Duration lasting, String share, boolean pages) {}

  private static final List<Pace> PACES =
      List.of(
          new Pace(Duration.ofMinutes(5), Duration.ofHours(1), "0.02", true),
          new Pace(Duration.ofMinutes(30), Duration.ofHours(6), "0.05", true),
          new Pace(Duration.ofHours(2), Duration.ofDays(1), "0.1", false),
          new Pace(Duration.ofHours(6), Duration.ofDays(3), "0.1", false));

  /** Tests have a sample that often: finer ones would make days of them long. */
  private static final Duration STEP = Duration.ofMinutes(1);

  private final Pack pack;
  private final Map<String, Signal> signals;
  private final Map<String, Recorded> records = new LinkedHashMap<>();
  private final Map<String, Alert> alerts = new LinkedHashMap<>();
  private final List<Inhibition> inhibitions = new ArrayList<>();

  private BurnRates(Pack pack) {
    this.pack = pack;
    this.signals = new LinkedHashMap<>(pack.signals());
  }

  /** The pack, and behind it that of its objectives if it has any. */
  static Stream<Spec.Included> with(Spec.Included included) {
    var pack = included.pack();
    if (pack.slos().isEmpty()) {
      return Stream.of(included);
    }
    var plain = new Spec.Included(included.file(), pack.withoutSlos(), included.changed());
    var rates = new Spec.Included(included.file(), new BurnRates(pack).all(), included.changed());
    return Stream.of(plain, rates);
  }

  private Pack all() {
    pack.slos().forEach(this::objective);
    var name = new Placed<>(pack.pack().value() + "_slo", pack.pack().place());
    return new Pack(
        name,
        pack.catalogues(),
        STEP,
        Optional.empty(),
        pack.labels(),
        pack.identity(),
        pack.moreLabels(),
        pack.sample(),
        pack.escalation(),
        pack.dashboard(),
        pack.params(),
        signals,
        records,
        alerts,
        Map.of(),
        inhibitions,
        pack.place());
  }

  private void objective(String name, Slo slo) {
    var terms = new SloTerms(pack, slo);
    var windows =
        PACES.stream().flatMap(p -> Stream.of(p.brief, p.lasting)).distinct().sorted().toList();
    for (var window : windows) {
      var text = PrometheusDuration.format(window);
      var series = series(name, window);
      var help = "How much of " + name + " fails, over " + text + ".";
      var expr = new Placed<>(terms.ratio(text), slo.place());
      var ratio = Optional.of(Pack.Unit.RATIO);
      var warm = Optional.of(STEP.multipliedBy(5));
      records.put(
          series, new Recorded(expr, help, ratio, warm, List.of(terms.half()), slo.place()));
      var read = new Placed<>(series, slo.place());
      signals.put(signal(name, window), new Signal(read, Optional.empty(), slo.place()));
    }
    List<String> faster = new ArrayList<>();
    for (var pace : PACES) {
      var limit = pace(slo, pace).multiply(slo.objective().budget());
      if (limit.compareTo(SloTerms.STEEPEST) < 0) {
        var alert = name + "Burns" + PrometheusDuration.format(pace.lasting);
        alerts.put(alert, alert(name, slo, pace));
        faster.forEach(f -> inhibitions.add(inhibition(f, alert, slo)));
        faster.add(alert);
      }
    }
  }

  private static String series(String name, Duration window) {
    return "slo:" + snake(name) + "_error:ratio_rate" + PrometheusDuration.format(window);
  }

  private static String signal(String name, Duration window) {
    return snake(name) + "_error_" + PrometheusDuration.format(window);
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /** How many times too fast. */
  private static BigDecimal pace(Slo slo, Pace pace) {
    return new BigDecimal(pace.share)
        .multiply(BigDecimal.valueOf(slo.period().toMinutes()))
        .divide(BigDecimal.valueOf(pace.lasting.toMinutes()), MathContext.DECIMAL32)
        .stripTrailingZeros();
  }

  private static Inhibition inhibition(String source, String silenced, Slo slo) {
    Place place = slo.place();
    var equal = Stream.of("slo").map(label -> new Placed<>(label, place)).toList();
    var both = new ArrayList<>(equal);
    slo.by().forEach(label -> both.add(new Placed<>(label, place)));
    return new Inhibition(
        new Placed<>(source, place), List.of(new Placed<>(silenced, place)), both, place);
  }

  private Alert alert(String name, Slo slo, Pace pace) {
    var place = slo.place();
    var terms = new SloTerms(pack, slo);
    var times = pace(slo, pace);
    var limit = times.multiply(slo.objective().budget());
    var over = " > " + Quantity.plain(limit);
    var when =
        Stream.of(pace.brief, pace.lasting)
            .map(window -> signal(name, window) + over)
            .collect(Collectors.joining(" and "));
    var lasts = slo.period().toMinutes() / times.doubleValue();
    var gone =
        "%s At this pace, %s times too fast for %s within %s, all that may fail is used up in %s."
            .formatted(
                slo.why().value(),
                times.toPlainString(),
                slo.objective().written(),
                PrometheusDuration.format(slo.period()),
                PrometheusDuration.format(Duration.ofMinutes(Math.round(lasts))));
    var tests = terms.tests(limit, pace.brief);
    return new Alert(
        new Placed<>(when + terms.busy(PrometheusDuration.format(pace.lasting)), place),
        Optional.empty(),
        Optional.empty(),
        Optional.of(SloTerms.history(pace.brief)),
        pace.pages ? slo.page() : slo.ticket(),
        Map.of("slo", snake(name)),
        slo.summary(),
        Optional.of(terms.reads(limit)),
        new Placed<>(gone, slo.why().place()),
        slo.impact(),
        slo.diagnose(),
        slo.steps(),
        slo.escalation(),
        Optional.empty(),
        tests,
        List.of(),
        place);
  }
}
