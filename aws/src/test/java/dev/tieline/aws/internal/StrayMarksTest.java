package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.check.Finding;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Marks that were copied: they are said, and own nothing. */
class StrayMarksTest {
  private static final Owner OWNER = new Owner("acme", "t");
  private static final Scope SCOPE = new Scope("aws", "main", "ap-northeast-1");
  private final Facts.Builder facts = new Facts.Builder();

  private static Tags mark(String address) {
    return new Tags(Map.of(Marks.key(OWNER), address));
  }

  private void vpc(String id, String address) {
    Vpc vpc = new Vpc(id, SCOPE, "111122223333", "available", List.of(), mark(address));
    facts.add(
        Vpc.class, vpc, id, new Keys.OwnedBy(OWNER), new Keys.Marked(OWNER, new Address(address)));
  }

  private void subnet(String id, String vpc, String address) {
    Subnet subnet =
        new Subnet(id, SCOPE, vpc, List.of(), "a", "apne1-az1", "available", mark(address));
    facts.add(Subnet.class, subnet, id, new Keys.OwnedBy(OWNER));
  }

  private List<String> strays() {
    return StrayMarks.findings(OWNER, facts.build()).stream().map(Finding::what).toList();
  }

  @Test
  void markOfARule_onASubnet_isAFindingAndOwnsNothing() {
    subnet("subnet-1", "vpc-1", "peering.a-b/rule.sg-1.in.tcp-22.10.0.0.0-16");

    assertThat(strays()).singleElement().asString().contains("subnet-1", "peering.a-b/rule.sg-1");
    assertThat(AwsKinds.SUBNETS.owned(OWNER, facts.build())).isEmpty();
  }

  @Test
  void markOfASubnet_inAnotherVpcThanItsNetworks_isAFindingAndOwnsNothing() {
    vpc("vpc-1", "network.tokyo");
    subnet("subnet-1", "vpc-1", "network.tokyo/subnet.a");
    subnet("subnet-2", "vpc-2", "network.tokyo/subnet.a");

    assertThat(strays()).singleElement().asString().contains("subnet-2");
    assertThat(AwsKinds.SUBNETS.owned(OWNER, facts.build()))
        .extracting(Owned::object)
        .extracting(Subnet::id)
        .containsExactly("subnet-1");
  }

  @Test
  void markOfASubnet_inAVpcThatIsNotOurs_isItsMark() {
    subnet("subnet-1", "vpc-1", "network.there/subnet.a");

    assertThat(strays()).isEmpty();
    assertThat(AwsKinds.SUBNETS.owned(OWNER, facts.build())).hasSize(1);
  }
}
