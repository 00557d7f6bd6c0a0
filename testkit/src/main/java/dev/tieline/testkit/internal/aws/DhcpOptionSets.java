package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets of DHCP options: the one that every region has, and customers' own. */
final class DhcpOptionSets {

  /** What a VPC has that was given no options at all. */
  private static final String NONE = "default";

  private static final Set<String> KEYS =
      Set.of(
          "domain-name",
          "domain-name-servers",
          "ntp-servers",
          "netbios-name-servers",
          "netbios-node-type",
          "ipv6-address-preferred-lease-time");

  private DhcpOptionSets() {}

  static void register(Actions actions) {
    actions.reads("DescribeDhcpOptions", DhcpOptionSets::describe);
    actions.writes("CreateDhcpOptions", DhcpOptionSets::create);
    actions.writes("DeleteDhcpOptions", DhcpOptionSets::delete);
    actions.writes("AssociateDhcpOptions", DhcpOptionSets::associate);
  }

  /** Every account has one set in each region without asking; its id follows from both. */
  static String ofRegion(Ec2Call call) {
    return "dopt-0"
        + new World(
                call.world().entries(),
                (call.account + call.region).hashCode(),
                ~call.config.seed())
            .digits();
  }

  private static DhcpOptions standard(Ec2Call call) {
    String domain =
        call.region.equals("us-east-1") ? "ec2.internal" : call.region + ".compute.internal";
    return new DhcpOptions(
        ofRegion(call),
        PersistentMap.<String, List<String>>empty()
            .put("domain-name", List.of(domain))
            .put("domain-name-servers", List.of("AmazonProvidedDNS")));
  }

  static @Nullable DhcpOptions find(Ec2Call call, String id) {
    return id.equals(ofRegion(call)) ? standard(call) : call.find(Kind.DHCP_OPTIONS, id);
  }

  private static List<DhcpOptions> all(Ec2Call call) {
    List<DhcpOptions> all = new ArrayList<>(call.all(Kind.DHCP_OPTIONS));
    all.add(standard(call));
    all.sort(Comparator.comparing(DhcpOptions::id));
    return all;
  }

  private static void describe(Ec2Call call) {
    Listing.of(call, Kind.DHCP_OPTIONS, "DhcpOptionsId", all(call), DhcpOptions::id)
        .filter("dhcp-options-id", DhcpOptions::id)
        .filters("key", options -> options.values().keys())
        .filters(
            "value", options -> options.values().values().stream().flatMap(List::stream).toList())
        .filter("owner-id", options -> call.account)
        .write("dhcpOptionsSet", 5, 1000, (item, options) -> write(call, item, options));
  }

  private static void write(Ec2Call call, XmlElement item, DhcpOptions options) {
    item.add("dhcpOptionsId", options.id()).add("ownerId", call.account);
    item.items(
        "dhcpConfigurationSet",
        options.values().keys(),
        (option, key) ->
            option
                .add("key", key)
                .items(
                    "valueSet",
                    options.values().require(key),
                    (value, text) -> value.add("value", text)));
    Tags.write(call, item, options.id());
  }

  private static void create(Ec2Call call) {
    PersistentMap<String, List<String>> values = PersistentMap.empty();
    for (Query option : call.query.structures("DhcpConfiguration")) {
      String key = option.require("Key");
      List<String> given = option.list("Value");
      if (!KEYS.contains(key) || given.isEmpty()) {
        throw AwsError.invalid("dhcpConfiguration", key, "Expecting one of the known keys.");
      }
      values = values.put(key, List.copyOf(given));
    }
    if (values.isEmpty()) {
      throw AwsError.missing("dhcpConfiguration");
    }
    DhcpOptions options = new DhcpOptions(call.newId(Kind.DHCP_OPTIONS), values);
    call.put(Kind.DHCP_OPTIONS, options.id(), options);
    Tags.specified(call, Kind.DHCP_OPTIONS, options.id());
    call.out.nest("dhcpOptions", item -> write(call, item, options));
  }

  private static void delete(Ec2Call call) {
    DhcpOptions options = require(call, call.query.require("DhcpOptionsId"));
    boolean used = call.all(Kind.VPC).stream().anyMatch(vpc -> of(call, vpc).equals(options.id()));
    if (used || options.id().equals(ofRegion(call))) {
      throw AwsError.dependency("dhcpOptions", options.id());
    }
    call.remove(Kind.DHCP_OPTIONS, options.id());
    call.out.add("return", true);
  }

  private static DhcpOptions require(Ec2Call call, String id) {
    Kind.DHCP_OPTIONS.checkShape(id);
    DhcpOptions options = find(call, id);
    if (options == null) {
      throw Kind.DHCP_OPTIONS.notFound(id);
    }
    return options;
  }

  private static void associate(Ec2Call call) {
    Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
    String id = call.query.require("DhcpOptionsId");
    String chosen = id.equals(NONE) ? NONE : require(call, id).id();
    call.put(Kind.VPC, vpc.id(), vpc.with(Map.of(Vpc.DHCP_OPTIONS, chosen)));
    call.out.add("return", true);
  }

  /** Returns the id of a VPC's options, or the word for none. */
  static String of(Ec2Call call, Vpc vpc) {
    String chosen = vpc.attributes().get(Vpc.DHCP_OPTIONS);
    return chosen == null ? ofRegion(call) : chosen;
  }
}
