package dev.tieline.aws.internal;

import dev.tieline.Tieline;
import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsCredentials;
import dev.tieline.aws.AwsProvider;
import dev.tieline.plan.Plan;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** A fake cloud of one account and one region, and the whole library over it, on virtual time. */
final class NetworkBench implements AutoCloseable {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "ap-northeast-1";
  static final Scope SCOPE = new Scope("aws", "main", REGION);

  final FakeAws aws;
  final Console console;
  final AwsProvider provider;
  private final Tieline tieline;

  NetworkBench() {
    VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-05T08:00:00Z"));
    aws = FakeAws.builder().account(ACCOUNT).regions(REGION).time(time).seed(7).build();
    console = aws.console(ACCOUNT, REGION);
    FakeAws.Keys keys = aws.keys(ACCOUNT);
    provider =
        AwsProvider.builder()
            .account("main", AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey()))
            .regions(REGION)
            .endpoint(URI.create("http://127.0.0.1:1"))
            .httpClient(new InProcessHttp(aws))
            .build();
    tieline = Tieline.builder().namespace("acme").provider(provider).time(time).workers(1).build();
  }

  @Override
  public void close() {
    tieline.close();
    aws.close();
  }

  /** Makes the wish true, and returns what that changed in networks: {@code + network.a}. */
  List<String> apply(Topology topology) {
    Plan plan = tieline.plan(topology);
    Outcome outcome = tieline.apply(topology);
    if (!outcome.failed().isEmpty()) {
      throw new AssertionError(plan + "\n" + outcome);
    }
    return changes(plan);
  }

  /** Removes everything of a topology, and returns what that was. */
  List<String> destroy(String topology) {
    Plan plan = tieline.planDestroy(topology);
    Outcome outcome = tieline.destroy(topology);
    if (!outcome.failed().isEmpty()) {
      throw new AssertionError(plan + "\n" + outcome);
    }
    return changes(plan);
  }

  private static List<String> changes(Plan plan) {
    return plan.steps().stream()
        .filter(s -> s.action().mutates() && !s.address().startsWith("peering."))
        .map(s -> s.mark() + " " + s.address())
        .toList();
  }

  <T> List<T> list(Query<T> query) {
    return new DirectReads(provider).list(query);
  }
}
