package dev.tieline.examples;

import dev.tieline.aws.AwsCredentials;
import dev.tieline.aws.AwsProvider;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.time.VirtualTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** A stage whose cloud is a fake AWS. */
final class AwsStage extends Stage {
  private final FakeAws aws;

  private AwsStage(
      Performance performance, String title, VirtualTime time, FakeAws aws, AwsProvider provider) {
    super(performance, title, time, aws, provider);
    this.aws = aws;
  }

  /** Opens a world of accounts, by alias, in which the library holds the credentials of all. */
  static AwsStage open(
      Performance performance, String title, Map<String, String> accounts, String... regions) {
    return open(performance, title, accounts, Map.of(), regions);
  }

  /** Opens a world in which the library holds credentials of some accounts only. */
  static AwsStage open(
      Performance performance,
      String title,
      Map<String, String> accounts,
      Map<String, String> strangers,
      String... regions) {
    VirtualTime time = VirtualTime.startingAt(START);
    FakeAws.Builder builder = FakeAws.builder().regions(regions).time(time).seed(7);
    accounts.values().forEach(builder::account);
    strangers.values().forEach(builder::account);
    FakeAws aws = builder.build();
    AwsProvider.Builder provider = AwsProvider.builder().regions(regions).endpoint(aws.serve());
    new LinkedHashMap<>(accounts)
        .forEach(
            (alias, id) -> {
              FakeAws.Keys keys = aws.keys(id);
              provider.account(
                  alias, AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey()), id);
            });
    return new AwsStage(performance, title, time, aws, provider.build());
  }

  FakeAws aws() {
    return aws;
  }

  Console console(String account, String region) {
    return aws.console(account, region);
  }
}
