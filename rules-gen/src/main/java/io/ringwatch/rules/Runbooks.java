package io.ringwatch.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code docs/runbooks/}: a page a pack with a section an alert, whose anchor is the end of the
 * alert's {@code runbook_url}, and an index.
 */
final class Runbooks {
  private static final String FOLDER = "docs/runbooks/";

  private Runbooks() {}

  static Map<String, String> files(Suite suite) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(FOLDER + "README.md", index(suite));
    var silencings = Silencing.of(suite);
    for (int i = 0; i < suite.packs().size(); i++) {
      var pack = suite.packs().get(i);
      var spec = suite.spec().packs().get(i).pack();
      var page = new RunbookPage(suite, pack, spec, silencings).text();
      files.put(FOLDER + pack.name() + ".md", page);
    }
    return files;
  }

  private static String index(Suite suite) {
    var page = new StringBuilder(header(suite.file()));
    page.append("# Runbooks\n\nWhat each alert means, and what to do about it. ");
    page.append("An alert's `runbook_url` leads to its section.\n");
    for (var pack : suite.packs()) {
      page.append("\n## [").append(pack.name()).append("](").append(pack.name()).append(".md)\n\n");
      page.append(table(pack, pack.name() + ".md"));
    }
    return page.toString();
  }

  static String header(String specFile) {
    return "<!-- " + Output.header(specFile) + " -->\n";
  }

  /**
   * The alerts of a pack, with links to their sections.
   *
   * @param page where those are; empty for the same page
   */
  static String table(RulePack pack, String page) {
    var table = new StringBuilder("| alert | severity | fires after | |\n|---|---|---|---|\n");
    for (var rule : pack.rules()) {
      var link = "[" + rule.name() + "](" + page + "#" + anchor(rule.name()) + ")";
      var severity = rule.labels().getOrDefault("severity", "");
      var meaning = firstSentence(rule.runbook().why()).replace("|", "\\|");
      var cells = List.of(link, severity, RunbookPage.hold(rule), meaning);
      table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
    return table.toString();
  }

  /** As GitHub and GitLab name a heading. */
  static String anchor(String alert) {
    return alert.toLowerCase(Locale.ROOT);
  }

  private static String firstSentence(String text) {
    var line = text.replaceAll("\\s+", " ").strip();
    int end = line.indexOf(". ");
    return end < 0 ? line : line.substring(0, end + 1);
  }
}
