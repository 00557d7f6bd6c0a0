package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tieline.aws.AwsCredentials;
import dev.tieline.aws.AwsProvider;
import dev.tieline.provider.Marks;
import dev.tieline.provider.OldValues;
import dev.tieline.spi.Scope;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One VPC with a security group of 3 rules, in a fake that is read through the SDK. */
class ListsTest {
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "eu-west-1";
  private static final Scope SCOPE = new Scope("aws", "main", REGION);

  private FakeAws aws;
  private AwsProvider provider;
  private DirectReads reads;
  private Console console;
  private String vpc;

  @BeforeEach
  void start() {
    aws = FakeAws.builder().account(ACCOUNT).regions(REGION).build();
    FakeAws.Keys keys = aws.keys(ACCOUNT);
    provider =
        AwsProvider.builder()
            .account("main", AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey()))
            .regions(REGION)
            .httpClient(new InProcessHttp(aws))
            .build();
    reads = new DirectReads(provider);
    console = aws.console(ACCOUNT, REGION);
    vpc = console.createVpc("10.0.0.0/16");
  }

  @AfterEach
  void stop() {
    provider.close();
    aws.close();
  }

  @Test
  void vpcs_unknownIdAmongThem_isLeftOut() {
    assertThat(reads.list(Lists.vpcs(SCOPE, new Lists.By("vpc-id", List.of(vpc, "vpc-0none")))))
        .extracting(Vpc::id)
        .containsExactly(vpc);
  }

  @Test
  void vpcs_moreIdsThanAFilterTakes_areSpreadOverCalls() {
    List<String> ids = new ArrayList<>(List.of(vpc));
    for (int i = 0; i < 450; i++) {
      ids.add("vpc-" + i);
    }
    assertThat(reads.list(Lists.vpcs(SCOPE, new Lists.By("vpc-id", ids)))).hasSize(1);
    assertThat(reads.made).hasSize(3);
  }

  @Test
  void vpcs_noIds_isRefusedInsteadOfListingAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lists.vpcs(SCOPE, new Lists.By("vpc-id", List.of())))
        .withMessageContaining("at least one");
  }

  @Test
  void rules_ofAGroup_areReadWithTheirIds() {
    String group = console.createSecurityGroup(vpc, "g");
    String rule = console.authorizeIngress(group, "tcp", 22, 22, "10.0.0.0/8");
    assertThat(reads.list(Lists.rules(SCOPE, new Lists.By("group-id", List.of(group)))))
        .filteredOn(GroupRule::ingress)
        .extracting(GroupRule::id)
        .containsExactly(rule);
  }

  @Test
  void attributes_ofSeveralVpcs_areTwoCallsEach() {
    String other = console.createVpc("10.1.0.0/16");
    assertThat(reads.list(Lists.attributes(SCOPE, List.of(vpc, other))))
        .containsExactly(
            new VpcAttributes(vpc, SCOPE, true, false),
            new VpcAttributes(other, SCOPE, true, false));
    assertThat(reads.made).hasSize(4);
  }

  @Test
  void tags_byPattern_findsMarksClaimsAndOldValues() {
    var owner = new dev.tieline.spi.Owner("acme", "mesh");
    console.tag(vpc, OldValues.key(owner, "enableDnsSupport"), "false");
    console.tag(vpc, Marks.key(new dev.tieline.spi.Owner("acme", "mesh2")), "network.a");
    assertThat(reads.list(Lists.tags(SCOPE, new Lists.By("key", AwsTags.patterns(owner)))))
        .extracting(Lists.Bearer::value)
        .containsExactly("false");
  }

  @Test
  void caller_ofAnAlias_isItsAccount() {
    assertThat(reads.list(AccountLists.caller(SCOPE, new Known().callers())))
        .extracting(s -> s.caller().accountId())
        .containsExactly(ACCOUNT);
  }
}
