package io.ringwatch.p2p.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.core.Deadline;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A real etcd cluster on loopback, whose members can be killed and started again. */
public final class EtcdCluster implements AutoCloseable {

  private record Ports(int client, int peer) {}

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final Path program;
  private final Optional<TlsFiles> tls;
  private final List<Ports> ports = new ArrayList<>();
  private final List<Servers.Running> members = new ArrayList<>();

  private EtcdCluster(Path directory, Path program, Optional<TlsFiles> tls) {
    this.directory = directory;
    this.program = program;
    this.tls = tls;
  }

  /** Starts so many members and waits until they have a leader. */
  public static EtcdCluster start(Path directory, int size) throws Exception {
    return start(directory, size, Optional.empty());
  }

  /** The same, turning away clients that show no certificate of its authority. */
  static EtcdCluster secured(Path directory, int size) throws Exception {
    return start(directory, size, Optional.of(TlsFiles.in(directory).withNameless()));
  }

  private static EtcdCluster start(Path directory, int size, Optional<TlsFiles> tls)
      throws Exception {
    var cluster = new EtcdCluster(directory, Servers.require("etcd"), tls);
    for (int i = 0; i < size; i++) {
      cluster.ports.add(new Ports(Servers.freePort(), Servers.freePort()));
    }
    for (int i = 0; i < size; i++) {
      cluster.members.add(cluster.launch(i));
    }
    cluster.awaitLeader();
    return cluster;
  }

  private Servers.Running launch(int index) throws IOException {
    var own = ports.get(index);
    var members =
        IntStream.range(0, ports.size())
            .mapToObj(i -> "etcd-" + i + "=http://127.0.0.1:" + ports.get(i).peer())
            .collect(Collectors.joining(","));
    var scheme = tls.isPresent() ? "https" : "http";
    var words =
        List.of(
            program.toString(),
            "--name=etcd-" + index,
            "--data-dir=" + directory.resolve("etcd-" + index),
            "--listen-client-urls=" + scheme + "://127.0.0.1:" + own.client(),
            "--advertise-client-urls=" + endpoint(own),
            "--listen-peer-urls=http://127.0.0.1:" + own.peer(),
            "--initial-advertise-peer-urls=http://127.0.0.1:" + own.peer(),
            "--initial-cluster=" + members,
            "--logger=zap",
            "--log-level=error");
    var all = new ArrayList<>(words);
    tls.ifPresent(files -> all.addAll(secrets(files)));
    return Servers.start(directory.resolve("etcd-" + index + ".log"), all);
  }

  private static List<String> secrets(TlsFiles files) {
    return List.of(
        "--cert-file=" + files.file("server.crt"),
        "--key-file=" + files.file("server.key"),
        "--trusted-ca-file=" + files.file("known.crt"),
        "--client-cert-auth");
  }

  private String endpoint(Ports own) {
    return (tls.isPresent() ? "https://localhost:" : "http://127.0.0.1:") + own.client();
  }

  private void awaitLeader() throws Exception {
    var etcd = config("").gateway();
    Servers.await(
        PATIENCE,
        () -> {
          var status = etcd.call("/v3/maintenance/status", Json.object(), soon());
          return !status.path("leader").asString("0").equals("0");
        });
  }

  public void kill(int index) {
    members.get(index).close();
  }

  public void restart(int index) throws IOException {
    members.set(index, launch(index));
  }

  /** The URLs of all members. */
  public List<String> endpoints() {
    return ports.stream().map(this::endpoint).toList();
  }

  /** The source's configuration, with further YAML. */
  public EtcdConfig config(String more) throws ConfigException {
    var yaml = "etcd: [" + String.join(", ", endpoints()) + "]\n" + more + "\n";
    var known = tls.filter(_ -> !more.contains("tls:"));
    var whole = yaml + known.map(TlsFiles::client).orElse("");
    return io.ringwatch.yaml.StrictYaml.parse("etcd.yaml", whole, EtcdConfig.class);
  }

  /** Writes a key, under a lease if one is given. */
  public void put(String key, String value, Optional<Long> lease) throws Exception {
    var question =
        Json.object()
            .put("key", EtcdKeys.coded(key.getBytes(UTF_8)))
            .put("value", EtcdKeys.coded(value.getBytes(UTF_8)));
    lease.ifPresent(id -> question.put("lease", String.valueOf(id)));
    config("").gateway().call("/v3/kv/put", question, soon());
  }

  public long grant(int seconds) throws Exception {
    var question = Json.object().put("TTL", String.valueOf(seconds));
    return EtcdKeys.number(config("").gateway().call("/v3/lease/grant", question, soon()), "ID");
  }

  public void revoke(long lease) throws Exception {
    var question = Json.object().put("ID", String.valueOf(lease));
    config("").gateway().call("/v3/lease/revoke", question, soon());
  }

  /** Runs etcdctl and expects it to succeed. */
  void ctl(String... words) throws Exception {
    var all = new ArrayList<>(List.of(Servers.require("etcdctl").toString()));
    all.add("--endpoints=" + endpoints().getFirst());
    tls.ifPresent(
        files ->
            all.addAll(
                List.of(
                    "--cacert=" + files.file("ca.crt"),
                    "--cert=" + files.file("client.crt"),
                    "--key=" + files.file("client.key"))));
    all.addAll(List.of(words));
    var builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().put("ETCDCTL_API", "3");
    var log = directory.resolve("etcdctl.log").toFile();
    var process = builder.redirectOutput(log).start();
    if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError("etcdctl " + List.of(words) + " failed, see " + log);
    }
  }

  static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(5));
  }

  @Override
  public void close() {
    members.forEach(Servers.Running::close);
  }
}
