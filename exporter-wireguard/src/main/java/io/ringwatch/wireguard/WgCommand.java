package io.ringwatch.wireguard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ringwatch.core.ByteText;
import io.ringwatch.core.Command;
import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * Asks {@code wg show all dump}, or {@code wg show NAME dump} for chosen interfaces, in one network
 * namespace.
 */
final class WgCommand {

  private static final long MAX_OUTPUT = 256L << 20;

  private static final Pattern UNREACHABLE =
      Pattern.compile("Unable to access interface (.*?): [^:\n]*$", Pattern.MULTILINE);

  /**
   * How {@code wg} is started.
   *
   * @param prefix the words before it, such as {@code /usr/bin/sudo -n}
   * @param wg its absolute path
   * @param ip the absolute path of {@code ip}, which enters namespaces
   * @param interfaces those to ask about; all if empty
   */
  record Setup(List<String> prefix, String wg, String ip, List<String> interfaces) {

    Setup {
      prefix = List.copyOf(prefix);
      interfaces = List.copyOf(interfaces);
    }
  }

  private final Setup setup;
  private final String netns;

  /**
   * @param netns the namespace's name; empty for the exporter's own
   */
  WgCommand(Setup setup, String netns) {
    this.setup = setup;
    this.netns = netns;
  }

  String netns() {
    return netns;
  }

  /**
   * What is there now.
   *
   * @throws IOException if nothing could be asked; the message names the program, never its output
   */
  Sight read(Deadline deadline) throws IOException {
    return setup.interfaces().isEmpty() ? readAll(deadline) : readEach(deadline);
  }

  private Sight readAll(Deadline deadline) throws IOException {
    var parser = new DumpParser();
    var ended = run(deadline, "all", parser);
    return new Sight(netns, parser.finish(), unreachable(ended.error()));
  }

  /** One that cannot be asked leaves the others as they are. */
  private Sight readEach(Deadline deadline) throws IOException {
    var names = setup.interfaces();
    var answers =
        FanOut.ask(
            names.stream().map(name -> (Callable<Dump>) () -> readOne(deadline, name)).toList());
    var unreachable = new TreeSet<String>();
    for (int i = 0; i < names.size(); i++) {
      if (answers.get(i).failed()) {
        unreachable.add(names.get(i));
      }
    }
    if (unreachable.size() == names.size()) {
      throw new IOException(answers.getFirst().failure());
    }
    var dumps = answers.stream().flatMap(answer -> answer.value().stream()).toList();
    return new Sight(netns, Dump.merge(dumps), unreachable);
  }

  private Dump readOne(Deadline deadline, String name) throws IOException {
    var parser = new DumpParser(name);
    run(deadline, name, parser);
    return parser.finish();
  }

  private Command.Ended run(Deadline deadline, String what, DumpParser parser) throws IOException {
    Command.Ended ended;
    try {
      ended = new Command(words(what), MAX_OUTPUT).stream(deadline, parser::accept);
    } catch (NoSuchFileException e) {
      throw new IOException(e.getMessage() + " (set --wg.path)", e);
    }
    if (ended.exit() != 0) {
      var hint =
          ended.error().contains("Operation not permitted")
              ? " (run as root, give it CAP_NET_ADMIN or set --wg.sudo)"
              : "";
      throw new IOException(setup.wg() + ": " + ended.complaint() + hint);
    }
    return ended;
  }

  private List<String> words(String what) {
    var words = new ArrayList<>(setup.prefix());
    if (!netns.isEmpty()) {
      words.addAll(List.of(setup.ip(), "netns", "exec", netns));
    }
    words.addAll(List.of(setup.wg(), "show", what, "dump"));
    return words;
  }

  /** The interfaces that {@code wg} complains about while it shows the others. */
  static SortedSet<String> unreachable(String error) {
    var names = new TreeSet<String>();
    var matcher = UNREACHABLE.matcher(error);
    while (matcher.find()) {
      names.add(ByteText.decode(matcher.group(1).getBytes(ISO_8859_1)));
    }
    return names;
  }
}
