package io.ringwatch.rules;

import io.ringwatch.rules.Alertmanager.Receiver;
import io.ringwatch.rules.Alertmanager.Route;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.PrometheusDuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code alerts/alertmanager.yml}: routes, inhibitions, receivers of Alertmanager 0.25 or later.
 */
final class AlertmanagerFile {
  private static final List<String> GROUP_BY = List.of("alertname", "job");

  private final Suite suite;
  private final Alertmanager config;
  private final YamlText yaml = new YamlText();

  private AlertmanagerFile(Suite suite, Alertmanager config) {
    this.suite = suite;
    this.config = config;
  }

  static Map<String, String> files(Suite suite) {
    return suite
        .spec()
        .entry()
        .alertmanager()
        .map(
            config -> Map.of("alerts/alertmanager.yml", new AlertmanagerFile(suite, config).text()))
        .orElse(Map.of());
  }

  private String text() {
    var entry = suite.spec().entry();
    yaml.comment(Output.header(suite.file()));
    routes(entry.severities());
    new Inhibitions(suite, config).render(yaml);
    yaml.line(0, "receivers:");
    config.receivers().forEach(this::receiver);
    return yaml.toString();
  }

  private void routes(List<String> severities) {
    var groupBy = config.groupBy().stream().map(Placed::value).toList();
    yaml.line(0, "route:").entry(1, "receiver", config.receiver().value());
    yaml.list(1, "group_by", groupBy.isEmpty() ? GROUP_BY : groupBy);
    if (config.watchdog().isEmpty() && config.severities().isEmpty()) {
      return;
    }
    yaml.line(1, "routes:");
    config.watchdog().ifPresent(this::watchdog);
    for (var severity : severities) {
      Optional.ofNullable(config.severities().get(severity))
          .ifPresent(route -> severity(severity, route));
    }
  }

  /** Repeats are due at a group's ticks: due a little before, so that no tick is missed. */
  private void watchdog(Alertmanager.Watchdog watchdog) {
    yaml.entry(2, "- receiver", watchdog.receiver().value());
    yaml.list(
        3,
        "matchers",
        List.of(Inhibitions.matcher("alertname", List.of(watchdog.alert().value()))));
    yaml.list(3, "group_by", List.of("alertname"));
    yaml.entry(3, "group_wait", "0s");
    var every = watchdog.every();
    yaml.entry(3, "group_interval", PrometheusDuration.format(every));
    yaml.entry(3, "repeat_interval", PrometheusDuration.format(every.minus(every.dividedBy(10))));
  }

  private void severity(String severity, Route route) {
    yaml.entry(2, "- receiver", route.receiver().value());
    yaml.list(3, "matchers", List.of(Inhibitions.matcher("severity", List.of(severity))));
    duration("group_wait", route.groupWait());
    duration("group_interval", route.groupInterval());
    duration("repeat_interval", route.repeatInterval());
    if (!route.owners().isEmpty()) {
      yaml.line(3, "routes:");
      route.owners().forEach(this::owner);
    }
  }

  private void owner(String owner, Placed<String> receiver) {
    yaml.entry(4, "- receiver", receiver.value());
    yaml.list(5, "matchers", List.of(Inhibitions.matcher("owner", List.of(owner))));
  }

  private void duration(String key, Optional<Duration> duration) {
    duration.ifPresent(d -> yaml.entry(3, key, PrometheusDuration.format(d)));
  }

  private void receiver(String name, Receiver receiver) {
    yaml.entry(1, "- name", name);
    receiver.webhook().ifPresent(this::webhook);
    receiver.email().ifPresent(this::email);
    receiver
        .pagerduty()
        .ifPresent(
            p -> {
              yaml.line(2, "pagerduty_configs:");
              yaml.entry(3, "- routing_key_file", p.routingKeyFile());
            });
    receiver
        .slack()
        .ifPresent(
            s -> {
              yaml.line(2, "slack_configs:").entry(3, "- api_url_file", s.apiUrlFile());
              yaml.entry(4, "channel", s.channel()).line(4, "send_resolved: true");
            });
    receiver.own().ifPresent(own -> yaml.lines(2, own));
  }

  private void webhook(Alertmanager.Webhook webhook) {
    yaml.line(2, "webhook_configs:").entry(3, "- url", webhook.url());
    if (webhook.credentialsFile().or(webhook::caFile).isEmpty() && webhook.basicAuth().isEmpty()) {
      return;
    }
    yaml.line(4, "http_config:");
    webhook
        .credentialsFile()
        .ifPresent(f -> yaml.line(5, "authorization:").entry(6, "credentials_file", f));
    webhook
        .basicAuth()
        .ifPresent(
            login -> {
              yaml.line(5, "basic_auth:").entry(6, "username", login.username());
              yaml.entry(6, "password_file", login.passwordFile());
            });
    webhook.caFile().ifPresent(f -> yaml.line(5, "tls_config:").entry(6, "ca_file", f));
  }

  private void email(Alertmanager.Email email) {
    yaml.line(2, "email_configs:").entry(3, "- to", email.to());
    yaml.entry(4, "from", email.from()).entry(4, "smarthost", email.smarthost());
    email
        .auth()
        .ifPresent(
            login -> {
              yaml.entry(4, "auth_username", login.username());
              yaml.entry(4, "auth_password_file", login.passwordFile());
            });
    yaml.line(4, "send_resolved: true");
  }
}
