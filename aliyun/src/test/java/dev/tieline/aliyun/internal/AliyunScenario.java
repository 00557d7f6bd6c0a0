package dev.tieline.aliyun.internal;

import dev.tieline.aliyun.AliyunCredentials;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.net.Cidr;
import dev.tieline.spi.Provider;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.AliyunMonitor;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.FakeCloud;
import dev.tieline.testkit.Reply;
import dev.tieline.testkit.contract.Breach;
import dev.tieline.testkit.contract.Monitor;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Overtake;
import dev.tieline.testkit.contract.ReportWalk;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Snatch;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Endpoint;
import dev.tieline.topology.Service;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the scenarios in Alibaba Cloud have in common: two accounts and two regions, of which we
 * have some.
 */
abstract class AliyunScenario implements Scenario {
  static final String ACCOUNT = "1000000000000001";
  static final String CUSTOMER = "1000000000000002";
  static final String HANGZHOU = "cn-hangzhou";
  static final String SHANGHAI = "cn-shanghai";

  /** Whether we have credentials for the second account as well. */
  boolean bothAccounts() {
    return false;
  }

  @Override
  public FakeCloud cloud(InstantSource time) {
    return uncertain(
            FakeAliyun.builder().account(ACCOUNT).account(CUSTOMER).regions(HANGZHOU, SHANGHAI))
        .time(time)
        .build();
  }

  /** Sets what is not known for sure about the cloud; the fake's defaults here. */
  FakeAliyun.Builder uncertain(FakeAliyun.Builder builder) {
    return builder;
  }

  /** Flips every switch of the fake. */
  static FakeAliyun.Builder otherwise(FakeAliyun.Builder builder) {
    for (AliyunSwitch fact : AliyunSwitch.values()) {
      builder.set(fact, !fact.byDefault());
    }
    return builder;
  }

  /** Lists of what permissions can be given for one by one. */
  @Override
  public boolean mayHide(String action) {
    return Set.of(
            "DescribeVpcs",
            "DescribeVSwitches",
            "DescribeRouteTableList",
            "DescribeNetworkAcls",
            "DescribeSecurityGroups",
            "DescribeNetworkInterfaces",
            "ListVpcPeerConnections",
            "ListVpcEndpoints",
            "ListVpcEndpointServices")
        .contains(action);
  }

  /** An entry is named by its id, whatever its description has come to say. */
  @Override
  public Set<String> unguarded() {
    return Set.of("DeleteRouteEntry");
  }

  @Override
  public Set<String> blind(String read) {
    return switch (read) {
      case "DescribeVpcs" -> Set.of("CreateVpc", "DeleteVpc");
      case "DescribeVSwitches" -> Set.of("CreateVSwitch", "DeleteVSwitch");
      case "DescribeRouteTableList" -> Set.of("CreateRouteTable", "DeleteRouteTable");
      case "DescribeRouteEntryList" ->
          Set.of("CreateRouteEntry", "ModifyRouteEntry", "DeleteRouteEntry");
      case "DescribeSecurityGroups" -> Set.of("CreateSecurityGroup", "DeleteSecurityGroup");
      case "DescribeSecurityGroupAttribute" ->
          Set.of("AuthorizeSecurityGroup", "ModifySecurityGroupRule", "RevokeSecurityGroup");
      case "ListVpcPeerConnections" ->
          Set.of(
              "CreateVpcPeerConnection",
              "DeleteVpcPeerConnection",
              "AcceptVpcPeerConnection",
              "ModifyVpcPeerConnection");
      case "ListVpcEndpoints" -> Set.of("CreateVpcEndpoint", "DeleteVpcEndpoint");
      case "ListVpcEndpointServices" ->
          Set.of("CreateVpcEndpointService", "DeleteVpcEndpointService");
      default -> Set.of();
    };
  }

  @Override
  public Provider provider(FakeCloud cloud, Function<Ask, Reply> transport) {
    return provider((FakeAliyun) cloud).transport(new InProcessAliyun(transport)).build();
  }

  private AliyunProvider.Builder provider(FakeAliyun aliyun) {
    AliyunProvider.Builder provider =
        AliyunProvider.builder()
            .account("main", credentials(aliyun, ACCOUNT), ACCOUNT)
            .regions(HANGZHOU, SHANGHAI);
    if (bothAccounts()) {
      provider.account("customer", credentials(aliyun, CUSTOMER), CUSTOMER);
    }
    return provider;
  }

  private static AliyunCredentials credentials(FakeAliyun aliyun, String account) {
    FakeAliyun.Keys keys = aliyun.keys(account);
    return AliyunCredentials.of(keys.accessKeyId(), keys.accessKeySecret());
  }

  @Override
  public Optional<Scenario> served() {
    return Optional.of(
        with(
            cloud -> {
              FakeAliyun aliyun = (FakeAliyun) cloud;
              return provider(aliyun).endpoint(aliyun.serve()).build();
            }));
  }

  @Override
  public Monitor monitor(FakeCloud cloud, String namespace, Wishes wishes) {
    return AliyunMonitor.of(
        (FakeAliyun) cloud,
        namespace,
        wishes.wished(this::network, AliyunScenario::target, AliyunScenario::balancers),
        wishes.topologies());
  }

  /** A service as a monitor knows it. */
  private static Monitor.Target target(Endpoint endpoint) {
    EndpointForm form = EndpointTargets.form(endpoint.target()).orElseThrow();
    boolean zone = form.dns() instanceof EndpointForm.DnsForm.PrivateZone;
    return new Monitor.Target(
        form.service(), zone ? Set.of(String.valueOf(form.name())) : Set.of());
  }

  private static Set<String> balancers(Service service) {
    return ((ServiceForm) service.source().asData())
        .resources().stream().map(ServiceForm.ResourceForm::id).collect(Collectors.toSet());
  }

  /** A network as a monitor knows it. */
  private Monitor.Network network(Topology topology, String name) {
    Object form = ((AliyunVpc) topology.network(name)).asData();
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

  /** The block that a wish for a free one must get. */
  Cidr chosen() {
    throw new IllegalStateException("free block (expected: a scenario that says which it gets)");
  }

  @Override
  public List<Move> moves() {
    return Stream.concat(
            AliyunMoves.all("", world -> console(world, ACCOUNT, HANGZHOU)).stream(),
            AliyunMoves.all("_THERE", this::there).stream())
        .toList();
  }

  /** A hand at the other end of the wish. */
  abstract AliyunConsole there(World world);

  @Override
  public List<Move> movesAsDestroyBegins() {
    return moves();
  }

  @Override
  public List<Snatch> snatches() {
    return AliyunReleases.all(world -> List.of(console(world, ACCOUNT, HANGZHOU), there(world)));
  }

  @Override
  public List<Overtake> overtakes() {
    return List.of(
        AliyunMoves.overtake(world -> List.of(console(world, ACCOUNT, HANGZHOU), there(world))));
  }

  /** Sends a packet for each verdict of the model. */
  @Override
  public void walk(World world, Wishes wishes) {
    FakeAliyun aliyun = (FakeAliyun) world.cloud();
    rest(world); // who sits at a console sees what has just come to be a little later
    ReportWalk.of(world, wishes.wish(), aliyun::walk, new AliyunMachines(aliyun));
  }

  static AliyunConsole console(World world, String account, String region) {
    return ((FakeAliyun) world.cloud()).console(account, region);
  }

  /**
   * Makes a VPC with the /16 that begins so, a vSwitch in each of two zones, and a group named
   * {@code app}; returns the VPC's id.
   */
  static String vpc(AliyunConsole console, String region, String begin) {
    String vpc = console.createVpc(begin + ".0.0/16");
    String[] zones =
        region.equals(HANGZHOU) ? new String[] {"-h", "-i"} : new String[] {"-f", "-g"};
    console.createVSwitch(vpc, begin + ".1.0/24", region + zones[0]);
    console.createVSwitch(vpc, begin + ".2.0/24", region + zones[1]);
    console.createSecurityGroup(vpc, "app");
    return vpc;
  }

  static void expect(boolean so, String otherwise) {
    if (!so) {
      throw new Breach(otherwise);
    }
  }

  /** Lets everything that is under way come to its end. */
  static void rest(World world) {
    world.pass(Duration.ofMinutes(1));
  }
}
