package io.ringwatch.rules;

import io.ringwatch.yaml.Doc;
import io.ringwatch.yaml.Key;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Alertmanager does with each severity. */
record Alertmanager(
    @Doc("Who is told what no severity below routes.") Placed<String> receiver,
    @Doc("Alerts with equal values of these come in one message.") List<Placed<String>> groupBy,
    @Doc("What happens by severity.") Map<String, Route> severities,
    Optional<Watchdog> watchdog,
    @Doc(
            "Sets of labels; while an alert fires it silences those of lesser severities that have"
                + " all labels of a set, with the same values.")
        List<List<Placed<String>>> severityInhibitions,
    Map<String, Receiver> receivers,
    Place place) {

  /** Who is told of one severity, and how often. */
  record Route(
      Placed<String> receiver,
      @Doc("How long the first message waits for more alerts of its group (30s).")
          Optional<Duration> groupWait,
      @Doc("How long a message about new alerts of a group waits (5m).")
          Optional<Duration> groupInterval,
      @Doc("How often what still fires is told again (4h).") Optional<Duration> repeatInterval,
      @Doc("Receivers by the label 'owner', in place of the one above.")
          Map<String, Placed<String>> owners,
      Place place) {
    Route {
      for (var pause : List.of(groupInterval, repeatInterval)) {
        if (pause.filter(Duration::isZero).isPresent()) {
          throw new IllegalArgumentException("a time between messages has to be more than 0");
        }
      }
    }
  }

  /** An alert that always fires: who gets it notices when it no longer comes. */
  record Watchdog(
      Placed<String> alert,
      Placed<String> receiver,
      @Doc("How often the receiver gets it.") Duration every,
      Place place) {
    Watchdog {
      if (every.toSeconds() < 10) {
        throw new IllegalArgumentException("every: at least 10s");
      }
    }
  }

  /** One or several ways to tell somebody; none is a receiver that tells nobody. */
  record Receiver(
      Optional<Webhook> webhook,
      Optional<Email> email,
      Optional<Pagerduty> pagerduty,
      Optional<Slack> slack,
      @Doc("Further keys of the receiver in Alertmanager's own YAML, such as opsgenie_configs.")
          @Key("alertmanager")
          Optional<String> own) {}

  /** A POST of JSON. */
  record Webhook(
      @Doc("Without a secret in it: that belongs into credentials_file.") String url,
      @Doc("A file with a bearer token.") Optional<String> credentialsFile,
      Optional<Login> basicAuth,
      @Doc("Authorities of the server's certificate.") Optional<String> caFile,
      Place place) {}

  /** A user whose password is in a file. */
  record Login(String username, String passwordFile) {}

  record Email(
      String to,
      String from,
      @Doc("HOST:PORT of the mail server.") String smarthost,
      Optional<Login> auth) {}

  record Pagerduty(@Doc("A file with the Events API v2 key.") String routingKeyFile) {}

  record Slack(@Doc("A file with the webhook's URL.") String apiUrlFile, String channel) {}
}
