package dev.tieline.aws.internal;

import dev.tieline.provider.OtherRule;
import dev.tieline.spi.Call;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

/**
 * The lists that objects of EC2 are read by, for the survey and for the kinds alike; those that the
 * survey alone reads are {@link AccountLists}.
 *
 * <p>Objects are always asked for by a filter, never by the parameter for ids: that one refuses the
 * whole call when a single id is unknown, while a filter just leaves it out.
 */
final class Lists {
  // "Each filter value ... up to 200 values", EC2 API Reference, Filter
  static final int VALUES_PER_FILTER = 200;

  private Lists() {}

  /** One answer: what it holds, and what to ask the next page with. */
  record Answer<S>(List<S> items, @Nullable String next) {}

  @FunctionalInterface
  interface Ask<S> {
    Answer<S> ask(Ec2Client ec2, List<Filter> filters, @Nullable String next);
  }

  static Filter filter(String name, Collection<String> values) {
    return Filter.builder().name(name).values(values).build();
  }

  static Query<Vpc> vpcs(Scope scope, By by) {
    return list(
        scope,
        "DescribeVpcs",
        by,
        (ec2, filters, next) -> {
          var answer = ec2.describeVpcs(r -> r.filters(filters).nextToken(next));
          return new Answer<>(answer.vpcs(), answer.nextToken());
        },
        v -> List.of(Wire.vpc(scope, v)));
  }

  static Query<Subnet> subnets(Scope scope, By by) {
    return list(
        scope,
        "DescribeSubnets",
        by,
        (ec2, filters, next) -> {
          var answer = ec2.describeSubnets(r -> r.filters(filters).nextToken(next));
          return new Answer<>(answer.subnets(), answer.nextToken());
        },
        s -> List.of(Wire.subnet(scope, s)));
  }

  /** Subnets in words for people. */
  static Query<String> subnetWords(Scope scope, By by) {
    return list(
        scope,
        "DescribeSubnets",
        by,
        (ec2, filters, next) -> {
          var answer = ec2.describeSubnets(r -> r.filters(filters).nextToken(next));
          return new Answer<>(answer.subnets(), answer.nextToken());
        },
        s -> List.of("subnet " + s.subnetId() + " (" + s.cidrBlock() + ")"));
  }

  /** A route table with its routes. */
  record TableWithRoutes(RouteTable table, List<Route> routes) {}

  static Query<TableWithRoutes> tablesWithRoutes(Scope scope, By by) {
    return tables(
        scope, by, t -> List.of(new TableWithRoutes(Wire.table(scope, t), Wire.routes(scope, t))));
  }

  static Query<RouteTable> tables(Scope scope, By by) {
    return tables(scope, by, t -> List.of(Wire.table(scope, t)));
  }

  /** All routes of the tables. */
  static Query<Route> routes(Scope scope, By by) {
    return tables(scope, by, t -> Wire.routes(scope, t));
  }

  /** What leads into a connection, as {@code 10.1.0.0/16 in rtb-1}. */
  static Query<String> routesInto(Scope scope, String pcx) {
    return tables(
        scope,
        new By("route.vpc-peering-connection-id", List.of(pcx)),
        t ->
            Wire.routes(scope, t).stream()
                .filter(r -> r.target().equals(pcx))
                .map(r -> r.destination() + " in " + r.table())
                .toList());
  }

  private static <O> Query<O> tables(
      Scope scope,
      By by,
      Function<software.amazon.awssdk.services.ec2.model.RouteTable, List<O>> map) {
    return list(
        scope,
        "DescribeRouteTables",
        by,
        (ec2, filters, next) -> {
          var answer = ec2.describeRouteTables(r -> r.filters(filters).nextToken(next));
          return new Answer<>(answer.routeTables(), answer.nextToken());
        },
        map);
  }

  static Query<Acl> acls(Scope scope, By by) {
    return list(
        scope,
        "DescribeNetworkAcls",
        by,
        (ec2, filters, next) -> {
          var answer = ec2.describeNetworkAcls(r -> r.filters(filters).nextToken(next));
          return new Answer<>(answer.networkAcls(), answer.nextToken());
        },
        a -> List.of(Wire.acl(scope, a)));
  }

  static Query<SecurityGroup> groups(Scope scope, By by) {
    return list(
        scope,
        "DescribeSecurityGroups",
        by,
        (ec2, filters, next) -> {
          var answer = ec2.describeSecurityGroups(r -> r.filters(filters).nextToken(next));
          return new Answer<>(answer.securityGroups(), answer.nextToken());
        },
        g -> List.of(Wire.group(scope, g)));
  }

  /** The rules of protocols that we model. */
  static Query<GroupRule> rules(Scope scope, By by) {
    return rules(
        scope, by, r -> r instanceof GroupRule rule ? List.of(rule) : List.<GroupRule>of());
  }

  /** Every rule, as {@link GroupRule} or {@link OtherRule}. */
  static Query<Object> allRules(Scope scope, By by) {
    return rules(scope, by, List::of);
  }

  private static <O> Query<O> rules(Scope scope, By by, Function<Object, List<O>> map) {
    return list(
        scope,
        "DescribeSecurityGroupRules",
        by,
        (ec2, filters, next) -> {
          var answer = ec2.describeSecurityGroupRules(r -> r.filters(filters).nextToken(next));
          return new Answer<>(answer.securityGroupRules(), answer.nextToken());
        },
        r -> map.apply(Wire.rule(scope, r)));
  }

  static Query<Pcx> peerings(Scope scope, By by) {
    return list(
        scope,
        "DescribeVpcPeeringConnections",
        by,
        (ec2, filters, next) -> {
          var answer = ec2.describeVpcPeeringConnections(r -> r.filters(filters).nextToken(next));
          return new Answer<>(answer.vpcPeeringConnections(), answer.nextToken());
        },
        p -> List.of(Wire.pcx(scope, p)));
  }

  /** Living peering connections in words for people. */
  static Query<String> peeringWords(Scope scope, By by) {
    return list(
        scope,
        "DescribeVpcPeeringConnections",
        by,
        (ec2, filters, next) -> {
          var answer = ec2.describeVpcPeeringConnections(r -> r.filters(filters).nextToken(next));
          return new Answer<>(answer.vpcPeeringConnections(), answer.nextToken());
        },
        p -> Wire.pcx(scope, p).words());
  }

  static Query<Host> hosts(Scope scope, By by) {
    return list(
        scope,
        "DescribeNetworkInterfaces",
        by,
        (ec2, filters, next) -> {
          var answer = ec2.describeNetworkInterfaces(r -> r.filters(filters).nextToken(next));
          return new Answer<>(answer.networkInterfaces(), answer.nextToken());
        },
        i -> List.of(Wire.host(scope, i)));
  }

  /** Network interfaces in words for people, for those who wonder what keeps something. */
  static Query<String> interfaceWords(Scope scope, By by) {
    return list(
        scope,
        "DescribeNetworkInterfaces",
        by,
        (ec2, filters, next) -> {
          var answer = ec2.describeNetworkInterfaces(r -> r.filters(filters).nextToken(next));
          return new Answer<>(answer.networkInterfaces(), answer.nextToken());
        },
        i -> List.of(Wire.interfaceWords(i)));
  }

  /** A tag where it is: what kind of object bears it, and its id. */
  record Bearer(String type, String id, String key, String value) {}

  static Query<Bearer> tags(Scope scope, By by) {
    return list(
        scope,
        "DescribeTags",
        by,
        (ec2, filters, next) -> {
          var answer = ec2.describeTags(r -> r.filters(filters).nextToken(next));
          return new Answer<>(answer.tags(), answer.nextToken());
        },
        t ->
            List.of(
                new Bearer(
                    t.resourceTypeAsString(),
                    t.resourceId(),
                    t.key(),
                    t.value() == null ? "" : t.value())));
  }

  /**
   * The attributes of VPCs. EC2 tells one attribute of one VPC a call, so each is a page, and the
   * first attribute waits in the token of the second.
   */
  static Query<VpcAttributes> attributes(Scope scope, Collection<String> vpcs) {
    List<String> ids = List.copyOf(vpcs);
    return next -> {
      String[] at = next == null ? new String[] {"0"} : next.split(":", 2);
      int index = Integer.parseInt(at[0]);
      String vpc = ids.get(index);
      boolean second = at.length > 1;
      return Call.read(
          scope,
          "DescribeVpcAttribute",
          clients -> {
            var answer =
                clients
                    .client(Ec2Client.class)
                    .describeVpcAttribute(
                        r ->
                            r.vpcId(vpc)
                                .attribute(
                                    second
                                        ? VpcAttributeName.ENABLE_DNS_HOSTNAMES
                                        : VpcAttributeName.ENABLE_DNS_SUPPORT));
            if (!second) {
              return new Page<>(List.of(), index + ":" + answer.enableDnsSupport().value());
            }
            return new Page<>(
                List.of(
                    new VpcAttributes(
                        vpc,
                        scope,
                        Boolean.parseBoolean(at[1]),
                        Boolean.TRUE.equals(answer.enableDnsHostnames().value()))),
                index + 1 < ids.size() ? String.valueOf(index + 1) : null);
          });
    };
  }

  /**
   * What a list is narrowed by.
   *
   * @param name the filter's name; empty for everything
   * @param values its values, any number: more than a call takes are spread over several
   * @param fixed further filters
   */
  record By(String name, Collection<String> values, Map<String, String> fixed) {
    By(String name, Collection<String> values) {
      this(name, values, Map.of());
    }

    /** Not narrowed at all. */
    static By everything() {
      return new By("", List.of());
    }

    By and(String filter, String value) {
      return new By(name, values, Map.of(filter, value));
    }
  }

  static <S, O> Query<O> list(
      Scope scope, String operation, By by, Ask<S> ask, Function<? super S, List<O>> map) {
    List<List<Filter>> chunks = chunks(by);
    // the token of a page: the number of the chunk, and the cloud's token within it
    return next -> {
      String[] at = next == null ? new String[] {"0", ""} : next.split(":", 2);
      int chunk = Integer.parseInt(at[0]);
      return Call.read(
          scope,
          operation,
          clients -> {
            Answer<S> answer =
                ask.ask(
                    clients.client(Ec2Client.class),
                    chunks.get(chunk),
                    at[1].isEmpty() ? null : at[1]);
            List<O> items = new ArrayList<>();
            answer.items().forEach(item -> items.addAll(map.apply(item)));
            return new Page<>(items, following(chunk, chunks.size(), answer.next()));
          });
    };
  }

  private static @Nullable String following(int chunk, int chunks, @Nullable String next) {
    if (next != null && !next.isEmpty()) {
      return chunk + ":" + next;
    }
    return chunk + 1 < chunks ? (chunk + 1) + ":" : null;
  }

  private static List<List<Filter>> chunks(By by) {
    if (by.name().isEmpty()) {
      return List.of(List.of());
    }
    List<String> values = by.values().stream().distinct().sorted().toList();
    if (values.isEmpty()) {
      // an empty filter would be none at all, and list everything
      throw new IllegalArgumentException(by.name() + ": [] (expected: at least one value)");
    }
    List<List<Filter>> chunks = new ArrayList<>();
    for (int from = 0; from < values.size(); from += VALUES_PER_FILTER) {
      List<Filter> filters = new ArrayList<>();
      filters.add(
          filter(
              by.name(), values.subList(from, Math.min(from + VALUES_PER_FILTER, values.size()))));
      by.fixed().forEach((name, value) -> filters.add(filter(name, List.of(value))));
      chunks.add(List.copyOf(filters));
    }
    return chunks;
  }
}
