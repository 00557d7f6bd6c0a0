package dev.tieline.aws.internal;

import dev.tieline.aws.AwsCredentials;
import dev.tieline.aws.AwsProvider;
import dev.tieline.spi.Provider;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.testkit.FakeCloud;
import dev.tieline.testkit.Reply;
import dev.tieline.testkit.contract.Monitor;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What the scenarios on AWS have in common: two accounts and two regions, of which we have some.
 */
abstract class AwsScenario implements Scenario {
  static final String ACCOUNT = "111122223333";
  static final String CUSTOMER = "444455556666";
  static final String TOKYO = "ap-northeast-1";
  static final String SINGAPORE = "ap-southeast-1";

  /** Whether we have credentials for the second account as well. */
  boolean bothAccounts() {
    return false;
  }

  @Override
  public FakeCloud cloud(InstantSource time) {
    return FakeAws.builder()
        .account(ACCOUNT)
        .account(CUSTOMER)
        .regions(TOKYO, SINGAPORE)
        .time(time)
        .build();
  }

  @Override
  public Provider provider(FakeCloud cloud, Function<Ask, Reply> transport) {
    FakeAws aws = (FakeAws) cloud;
    AwsProvider.Builder provider =
        AwsProvider.builder()
            .account("main", credentials(aws, ACCOUNT), ACCOUNT)
            .regions(TOKYO, SINGAPORE)
            .httpClient(new InProcessHttp(transport));
    if (bothAccounts()) {
      provider.account("customer", credentials(aws, CUSTOMER), CUSTOMER);
    }
    return provider.build();
  }

  private static AwsCredentials credentials(FakeAws aws, String account) {
    FakeAws.Keys keys = aws.keys(account);
    return AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey());
  }

  @Override
  public Monitor monitor(FakeCloud cloud, String namespace) {
    return new dev.tieline.aws.internal.Monitor((FakeAws) cloud, namespace);
  }

  @Override
  public List<Move> moves() {
    return AwsMoves.all();
  }

  /**
   * All but two: what loses its mark after the look goes all the same, since EC2 deletes by id; and
   * a subnet with a copied mark keeps the VPC that it is in.
   */
  @Override
  public List<Move> movesAsDestroyBegins() {
    Set<String> others = Set.of(AwsMoves.STRIP_CONNECTION_TAGS.name(), AwsMoves.COPY_MARKS.name());
    return moves().stream().filter(m -> !others.contains(m.name())).toList();
  }

  /** Sends each wished packet, and one that nobody wished, between hosts of the linked networks. */
  @Override
  public void walk(World world, Wishes wishes) {
    AwsWalk.of(world, wishes.wish());
  }

  static Console console(World world, String region) {
    return ((FakeAws) world.cloud()).console(ACCOUNT, region);
  }

  static Console customer(World world, String region) {
    return ((FakeAws) world.cloud()).console(CUSTOMER, region);
  }

  /** Makes a VPC 172.n.0.0/16 with a subnet and a group named {@code app}; returns its id. */
  static String vpc(World world, Console console, String region, int second) {
    String prefix = "172." + second + ".0.0/";
    String vpc = console.createVpc(prefix + "16");
    world.pass(Duration.ofMinutes(1));
    console.createSubnet(vpc, prefix + "20", region + "a");
    console.createSecurityGroup(vpc, "app");
    world.pass(Duration.ofMinutes(1));
    return vpc;
  }
}
