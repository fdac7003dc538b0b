package io.ringwatch.p2p;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.core.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class MapCommandTest {
  private static final String STATUS = "src/test/resources/samples/cluster-os/status/input.json";
  private static final String NOW = "--now=2026-06-20T09:14:37Z";

  private record Run(int exitCode, String out, String err) {}

  @TempDir private Path folder = Path.of(".");

  @Test
  void printsWhatABuiltInModuleMakesOfAFile() throws IOException {
    var run = run("map", "--module", "cluster-os", NOW, STATUS);
    assertThat(run.exitCode).isZero();
    assertThat(run.out)
        .contains("# TYPE cluster_os_members_alive gauge\ncluster_os_members_alive 3\n")
        .contains("\ncluster_os_status_age_seconds 4\n");
  }

  @Test
  void explainsWhereEachSampleCameFromAndWhatNothingMaps() throws IOException {
    var document = write("status.json", "{\"load\": {\"one\": 0.5, \"five\": 0.25}, \"id\": 7}");
    var module =
        write(
            "mine.yaml",
            """
            module: mine
            help: Mine.
            metrics:
              - {name: mine_load, help: Load., value: load.one}
              - {name: mine_size, help: Size., value: size}
            """);
    var run = run("map", "--module", module, "--explain", document);
    assertThat(run.out)
        .isEqualTo(
            """
            # load.one
            mine_load 0.5
            # no sample:
            #   mine_size is missing
            # nothing maps:
            #   id
            #   load.five
            """);
  }

  @Test
  void providersAreThoseOfTheFlags() throws IOException {
    var document =
        write(
            "status.json",
            "{\"alive_peers\": 1, \"all_peers\": {\"a\": {\"host\": \"10.0.0.1\"}}}");
    var run = run("map", "--module", "ringrift", "--provider=lab=10.0.0.0/8", document);
    assertThat(run.out).contains("p2p_peer_info{peer=\"a\",host=\"10.0.0.1\",provider=\"lab\"} 1");
    var wrong = run("map", "--module", "ringrift", "--provider=lab", document);
    assertThat(wrong.exitCode).isEqualTo(2);
    assertThat(wrong.err).contains("'lab' is no NAME=CIDR (try hetzner=65.108.0.0/16)");
  }

  @Test
  void outputIsUtf8WhateverTheLocale() throws IOException {
    var document = write("status.json", "{\"grün\": 1}");
    assertThat(run("map", "--module", "generic", document).out).contains("path=\"grün\"");
  }

  @Test
  void namesTheModuleThatWasProbablyMeant() throws IOException {
    var run = run("map", "--module", "ringrfit", STATUS);
    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.err)
        .isEqualTo("module: 'ringrfit' is not built in (did you mean 'ringrift'?)\n");
  }

  @Test
  void saysWhereADocumentIsNotJsonAndQuotesNothingOfIt() throws IOException {
    var document = write("status.json", "{\"password\": \"hunter2\",\n \"x\": hunter2}");
    var run = run("map", "--module", "generic", document);
    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.err).startsWith(document + ": not JSON: line 2, column ");
    assertThat(run.err).doesNotContain("hunter2");
  }

  @Test
  void refusesADocumentThatNestsTooDeep() throws IOException {
    var document = write("deep.json", "[".repeat(1000) + "]".repeat(1000));
    var run = run("map", "--module", "generic", document);
    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.err).startsWith(document + ": JSON beyond bounds: ");
  }

  @Test
  void aPrivateKeyInTheDocumentIsNeverPrinted() throws IOException {
    var document =
        write(
            "identity.json",
            "{\"private_key\":\"hunter2\",\"public_key\":\"p\",\"node_id\":\"n\"}");
    var run = run("map", "--module", "cluster-os", "--explain", document);
    assertThat(run.out).contains("cluster_os_node_info{node_id=\"n\"} 1");
    assertThat(run.out + run.err).doesNotContain("hunter2");
  }

  @Test
  void aTimeZoneThatIsNoneIsRefused() throws IOException {
    var run = run("map", "--module", "generic", "--zone", "Europe/Atlantis", STATUS);
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.err).contains("'Europe/Atlantis' is no time zone (try Europe/Berlin)");
  }

  private String write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  private static Run run(String... arguments) {
    var out = System.out;
    var err = System.err;
    var capturedOut = new ByteArrayOutputStream();
    var capturedErr = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(capturedOut, true, US_ASCII));
      System.setErr(new PrintStream(capturedErr, true, UTF_8));
      int exitCode = Shell.main(new P2pExporter(), arguments);
      return new Run(exitCode, capturedOut.toString(UTF_8), capturedErr.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
