package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.internal.Spec;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The table of actions: each with its product, parameters and handler. */
final class Actions {

  /** What all requests may carry: of the older signature, and for whom an administrator acts. */
  private static final Spec.Dialect DIALECT =
      new Spec.Dialect(
          AliyunError.WORDS,
          new TreeSet<>(
              List.of(
                  "Action",
                  "Version",
                  "Format",
                  "AccessKeyId",
                  "Signature",
                  "SignatureMethod",
                  "SignatureVersion",
                  "SignatureNonce",
                  "SignatureType",
                  "Timestamp",
                  "SecurityToken",
                  "RegionId",
                  "OwnerId",
                  "OwnerAccount",
                  "ResourceOwnerId",
                  "ResourceOwnerAccount")),
          Pattern.compile("[1-9][0-9]{0,4}"));

  /** An action; one that {@code issues} changes nothing of the cloud's but hands something out. */
  record Action(String name, Spec spec, boolean mutating, boolean keeps, Consumer<Rpc> handler) {}

  private final Map<Product, SortedMap<String, Action>> products = new EnumMap<>(Product.class);
  private Product product = Product.VPC;

  Actions() {
    of(Product.VPC, Vpcs::register, Blocks::register, VSwitches::register, Places::registerVpc);
    of(Product.VPC, RouteTables::register, Routes::register, NetworkAcls::register);
    of(Product.VPC, Tags::registerVpc);
    of(Product.VPC_PEER, Peerings::register, Tags::registerPeer);
    of(Product.ECS, SecurityGroups::register, Rules::register, Hosts::register);
    of(Product.ECS, Places::registerEcs, Tags::registerEcs);
    of(Product.CDT, Cdt::register);
    of(Product.STS, Sts::register);
    of(Product.PRIVATELINK, PrivateLink::register, EndpointServices::register);
    of(Product.PRIVATELINK, Endpoints::register, Connections::register);
    of(Product.PVTZ, PrivateZones::register, ZoneRecords::register);
    of(Product.SLB, Balancers::registerSlb);
    of(Product.NLB, Balancers::registerNlb);
  }

  @SafeVarargs
  private void of(Product owner, Consumer<Actions>... families) {
    product = owner;
    for (Consumer<Actions> family : families) {
      family.accept(this);
    }
  }

  void reads(String name, String parameters, Consumer<Rpc> handler) {
    add(new Action(name, Spec.of(parameters, DIALECT), false, false, handler));
  }

  void issues(String name, String parameters, Consumer<Rpc> handler) {
    add(new Action(name, Spec.of(parameters, DIALECT), false, true, handler));
  }

  void writes(String name, String parameters, Consumer<Rpc> handler) {
    add(new Action(name, Spec.of(parameters, DIALECT), true, true, handler));
  }

  private void add(Action action) {
    products.computeIfAbsent(product, any -> new TreeMap<>()).put(action.name(), action);
  }

  @Nullable Action find(Product product, String name) {
    return of(product).get(name);
  }

  SortedMap<String, Action> of(Product product) {
    SortedMap<String, Action> actions = products.get(product);
    return actions == null ? new TreeMap<>() : actions;
  }
}
