package dev.tieline.aws.internal;

import dev.tieline.aws.AwsCredentials;
import dev.tieline.aws.AwsProvider;
import dev.tieline.aws.AwsVpc;
import dev.tieline.net.Cidr;
import dev.tieline.spi.Provider;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.AwsMonitor;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.Delays;
import dev.tieline.testkit.FakeAws;
import dev.tieline.testkit.FakeCloud;
import dev.tieline.testkit.Reply;
import dev.tieline.testkit.Switches;
import dev.tieline.testkit.contract.Monitor;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Overtake;
import dev.tieline.testkit.contract.ReportWalk;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Snatch;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

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
    return uncertain(FakeAws.builder().account(ACCOUNT).account(CUSTOMER).regions(TOKYO, SINGAPORE))
        .time(time)
        .build();
  }

  /** Sets what is not known for sure about the cloud; the fake's defaults here. */
  FakeAws.Builder uncertain(FakeAws.Builder builder) {
    return builder;
  }

  /** Flips every switch of the fake, and shows a request a minute later to whom it is made. */
  static FakeAws.Builder otherwise(FakeAws.Builder builder) {
    Switches usual = Switches.ofDefaults();
    return builder
        .switches(
            new Switches(
                !usual.hostBitsNormalised(),
                !usual.earlyRouteAccepted(),
                !usual.samePairReturnsExisting(),
                !usual.peeringBlocksVpcDelete(),
                !usual.absentRevokeSucceeds(),
                !usual.throttling()))
        .delays(Delays.ofDefaults().peeringVisible(Duration.ofMinutes(1)));
  }

  /** Lists of what has ids of its own, and of zones. */
  @Override
  public boolean mayHide(String action) {
    return Set.of(
            "DescribeAvailabilityZones",
            "DescribeVpcs",
            "DescribeSubnets",
            "DescribeRouteTables",
            "DescribeSecurityGroups",
            "DescribeSecurityGroupRules",
            "DescribeVpcPeeringConnections",
            "DescribeTags",
            "DescribeNetworkAcls",
            "DescribeNetworkInterfaces",
            "DescribeManagedPrefixLists")
        .contains(action);
  }

  /** A route is named by its table and destination, wherever it leads. */
  @Override
  public Set<String> unguarded() {
    return Set.of("DeleteRoute");
  }

  @Override
  public Set<String> blind(String read) {
    return switch (read) {
      case "DescribeVpcs" -> Set.of("CreateVpc", "DeleteVpc", "AssociateVpcCidrBlock");
      case "DescribeVpcAttribute" -> Set.of("ModifyVpcAttribute");
      case "DescribeSubnets" -> Set.of("CreateSubnet", "DeleteSubnet");
      case "DescribeRouteTables" ->
          Set.of(
              "CreateRouteTable",
              "DeleteRouteTable",
              "CreateRoute",
              "ReplaceRoute",
              "DeleteRoute",
              "AssociateRouteTable",
              "ReplaceRouteTableAssociation",
              "DisassociateRouteTable");
      case "DescribeSecurityGroups" -> Set.of("CreateSecurityGroup", "DeleteSecurityGroup");
      case "DescribeSecurityGroupRules" ->
          Set.of("AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress");
      case "DescribeVpcPeeringConnections" ->
          Set.of(
              "CreateVpcPeeringConnection",
              "DeleteVpcPeeringConnection",
              "AcceptVpcPeeringConnection",
              "ModifyVpcPeeringConnectionOptions");
      default -> Set.of();
    };
  }

  @Override
  public Provider provider(FakeCloud cloud, Function<Ask, Reply> transport) {
    return provider((FakeAws) cloud).httpClient(new InProcessHttp(transport)).build();
  }

  private AwsProvider.Builder provider(FakeAws aws) {
    AwsProvider.Builder provider =
        AwsProvider.builder()
            .account("main", credentials(aws, ACCOUNT), ACCOUNT)
            .regions(TOKYO, SINGAPORE);
    if (bothAccounts()) {
      provider.account("customer", credentials(aws, CUSTOMER), CUSTOMER);
    }
    return provider;
  }

  @Override
  public Optional<Scenario> served() {
    return Optional.of(
        with(
            cloud -> {
              FakeAws aws = (FakeAws) cloud;
              return provider(aws).endpoint(aws.serve()).build();
            }));
  }

  private static AwsCredentials credentials(FakeAws aws, String account) {
    FakeAws.Keys keys = aws.keys(account);
    return AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey());
  }

  @Override
  public Monitor monitor(FakeCloud cloud, String namespace, Wishes wishes) {
    return AwsMonitor.of(
        (FakeAws) cloud, namespace, wishes.links(this::network), workedFor(wishes));
  }

  /** Whose marks may be put on and taken off. */
  Set<String> workedFor(Wishes wishes) {
    return wishes.topologies();
  }

  /** The block that a wish for a free one must get. */
  Cidr chosen() {
    throw new IllegalStateException("free block (expected: a scenario that says which it gets)");
  }

  /** A network as a monitor knows it. */
  private Monitor.Network network(Topology topology, String name) {
    Object form = ((AwsVpc) topology.network(name)).asData();
    if (form instanceof VpcForm.Existing existing) {
      return new Monitor.Network(existing.vpcId(), Set.of());
    }
    if (form instanceof VpcForm.Foreign foreign) {
      return new Monitor.Network(foreign.vpcId(), Set.copyOf(foreign.blocks()));
    }
    VpcForm.Managed managed = (VpcForm.Managed) form;
    Cidr block = managed.block() instanceof BlockWish.Fixed fixed ? fixed.cidr() : chosen();
    Set<Cidr> blocks = new HashSet<>(managed.secondaryBlocks());
    blocks.add(block);
    return new Monitor.Network(block.toString(), blocks);
  }

  @Override
  public List<Move> moves() {
    return Stream.concat(
            AwsMoves.all("", world -> console(world, TOKYO)).stream(),
            AwsMoves.all("_THERE", this::there).stream())
        .toList();
  }

  /** A hand at the other end of the wish. */
  Console there(World world) {
    return console(world, SINGAPORE);
  }

  @Override
  public List<Move> movesAsDestroyBegins() {
    return moves();
  }

  @Override
  public List<Snatch> snatches() {
    return AwsReleases.all(this::consoles);
  }

  @Override
  public List<Overtake> overtakes() {
    return List.of(AwsMoves.overtake(this::consoles, world -> console(world, TOKYO)));
  }

  /** The hands at both ends of the wish. */
  private List<Console> consoles(World world) {
    return List.of(console(world, TOKYO), there(world));
  }

  /** Sends a packet for each verdict of the model. */
  @Override
  public void walk(World world, Wishes wishes) {
    FakeAws aws = (FakeAws) world.cloud();
    ReportWalk.of(world, wishes.wish(), aws::walk, new AwsMachines(aws));
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
