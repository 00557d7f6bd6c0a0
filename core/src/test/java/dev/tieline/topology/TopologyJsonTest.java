package dev.tieline.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.error.InvalidTopologyException;
import dev.tieline.net.Traffic;
import org.junit.jupiter.api.Test;

/** Tokyo is to be made, Singapore is there; a peering joins them. */
class TopologyJsonTest {
  private static Topology topology() {
    return Topology.named("tokyo-singapore")
        .network("tokyo", PaperNetwork.managed("t", "10.20.0.0/16"))
        .network("singapore", PaperNetwork.existing("s", "vpc-s"))
        .peer(
            "tokyo",
            "singapore",
            p ->
                p.allow(Traffic.icmp())
                    .allowFrom("tokyo", Traffic.tcp(22))
                    .groups("singapore", "sg-1")
                    .routeTables("singapore", "private")
                    .with(PaperNetwork.Option.FOLDED))
        .consent(Consent.REPLACE_BLACKHOLES)
        .build();
  }

  @Test
  void toJson_topology_isTheStatedForm() {
    assertThat(topology().toJson())
        .isEqualTo(
            """
            {
              "name": "tokyo-singapore",
              "networks": {
                "tokyo": {
                  "cloud": "paper",
                  "kind": "managed",
                  "region": "t",
                  "blocks": [
                    "10.20.0.0/16"
                  ]
                },
                "singapore": {
                  "cloud": "paper",
                  "kind": "existing",
                  "region": "s",
                  "id": "vpc-s"
                }
              },
              "links": [
                {
                  "kind": "peering",
                  "name": "tokyo-singapore",
                  "a": "tokyo",
                  "b": "singapore",
                  "flows": [
                    {
                      "from": "tokyo",
                      "to": "singapore",
                      "traffic": {
                        "protocol": "ICMP",
                        "fromPort": 0,
                        "toPort": 65535
                      }
                    },
                    {
                      "from": "singapore",
                      "to": "tokyo",
                      "traffic": {
                        "protocol": "ICMP",
                        "fromPort": 0,
                        "toPort": 65535
                      }
                    },
                    {
                      "from": "tokyo",
                      "to": "singapore",
                      "traffic": {
                        "protocol": "TCP",
                        "fromPort": 22,
                        "toPort": 22
                      }
                    }
                  ],
                  "groups": {
                    "singapore": [
                      "sg-1"
                    ]
                  },
                  "routeTables": {
                    "singapore": [
                      "private"
                    ]
                  },
                  "options": [
                    "FOLDED"
                  ]
                }
              ],
              "consents": [
                "REPLACE_BLACKHOLES"
              ]
            }
            """);
  }

  @Test
  void parse_whatToJsonWrote_isEqual() {
    Topology read = Topology.parse(topology().toJson());

    assertThat(read).isEqualTo(topology());
    assertThat(read.networks()).isEqualTo(topology().networks());
    assertThat(read.links()).isEqualTo(topology().links());
    assertThat(read.consents()).isEqualTo(topology().consents());
  }

  @Test
  void parse_onlyWhatIsRequired_hasDefaults() {
    Topology read =
        Topology.parse(
            """
            {"name": "two", "networks": {
              "a": {"cloud": "paper", "kind": "existing", "region": "t", "id": "vpc-a"},
              "b": {"region": "s", "id": "vpc-b", "kind": "existing", "cloud": "paper"}},
             "links": [{"kind": "peering", "a": "a", "b": "b"}]}
            """);

    assertThat(read.links()).containsOnlyKeys("a-b");
    assertThat(read.consents()).isEmpty();
  }

  private static Topology.Builder reserving() {
    return Topology.named("two")
        .network("a", PaperNetwork.existing("t", "vpc-a"))
        .network("b", PaperNetwork.existing("s", "vpc-b"));
  }

  @Test
  void parse_reservedBlocks_areReadBack() {
    Topology topology =
        reserving().reserve("b", "A Vendor", "10.11.1.0-10.11.3.255", "10.99.0.0/16").build();

    assertThat(topology.toJson()).contains("\"10.11.1.0/24\"", "\"vendor\": \"A Vendor\"");
    assertThat(Topology.parse(topology.toJson()).reserved()).isEqualTo(topology.reserved());
    assertThat(Topology.parse(topology.toJson())).isEqualTo(topology);
  }

  @Test
  void parse_malformedReservedBlock_namesThePath() {
    String json = reserving().reserve("b", "V", "10.11.0.0/16").build().toJson();

    assertThatThrownBy(() -> Topology.parse(json.replace("10.11.0.0/16", "10.11.1.0/16")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "topology: $.reserved[0].blocks[0]: cidr: 10.11.1.0/16 has host bits set");
  }

  @Test
  void reserve_malformedValue_isRefused() {
    assertThatThrownBy(() -> reserving().reserve("b", "V", "10.11.3.0-10.11.1.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("range: 10.11.3.0-10.11.1.0 (expected: the first address before the last one)");
    assertThatThrownBy(() -> reserving().reserve("b", "V"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("blocks reserved by V: none (expected: at least one)");
    assertThatThrownBy(() -> reserving().reserve("b", " ", "10.11.0.0/16"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("vendor: ");
  }

  @Test
  void build_reservedForUnknownNetwork_isInvalid() {
    assertThatThrownBy(() -> reserving().reserve("c", "V", "10.11.0.0/16").build())
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessage("blocks reserved by V name network \"c\" (expected one of: a, b)");
  }

  @Test
  void parse_cloudWithoutModule_saysWhichIsMissing() {
    String json = topology().toJson().replace("\"paper\"", "\"mars\"");

    assertThatThrownBy(() -> Topology.parse(json))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessage(
            "network tokyo has cloud \"mars\", whose module is missing"
                + " (expected one of: paper; add tieline-mars)");
  }

  @Test
  void parse_networkWithoutCloud_namesThePath() {
    assertRefused("\"cloud\": \"paper\",", "", "topology: $.networks.tokyo.cloud: missing");
  }

  @Test
  void parse_malformedBlock_namesThePath() {
    assertRefused(
        "10.20.0.0/16",
        "10.20.1.0/16",
        "topology: $.networks.tokyo.blocks[0]: cidr: 10.20.1.0/16 has host bits set");
  }

  @Test
  void parse_unknownProperty_namesThePath() {
    assertRefused(
        "\"id\": \"vpc-s\"",
        "\"ID\": \"vpc-s\"",
        "topology: $.networks.singapore.ID: unknown property");
  }

  @Test
  void parse_valueThatTheCloudRefuses_namesThePath() {
    assertRefused(
        "vpc-s", "subnet-s", "topology: $.networks.singapore: id: subnet-s (expected: vpc-...)");
  }

  @Test
  void parse_unknownOption_namesThePath() {
    assertRefused(
        "FOLDED",
        "TORN",
        "topology: $.links[0].options[0]: option: TORN (expected one of: FOLDED)");
  }

  @Test
  void parse_malformedName_namesThePath() {
    assertRefused(
        "\"name\": \"tokyo-singapore\",\n  \"net",
        "\"name\": \"Tokyo!\",\n  \"net",
        "topology: $.name: topology name: Tokyo! (expected: ");
  }

  @Test
  void parse_malformedNetworkName_namesThePath() {
    assertRefused(
        "\"tokyo\": {", "\"TOKYO\": {", "topology: $.networks.TOKYO: network name: TOKYO");
  }

  @Test
  void parse_unknownKindOfLink_namesThePath() {
    assertRefused(
        "\"kind\": \"peering\"", "\"kind\": \"tunnel\"", "topology: $.links[0].kind: \"tunnel\"");
  }

  @Test
  void parse_linkToUnknownNetwork_isInvalid() {
    String json = topology().toJson().replace("\"a\": \"tokyo\"", "\"a\": \"kyoto\"");

    assertThatThrownBy(() -> Topology.parse(json))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessageStartingWith("link tokyo-singapore names network \"kyoto\" (expected one of: ");
  }

  private static void assertRefused(String part, String instead, String message) {
    String json = topology().toJson();
    assertThat(json).contains(part);

    assertThatThrownBy(() -> Topology.parse(json.replace(part, instead)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
