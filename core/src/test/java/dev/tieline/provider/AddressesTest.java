package dev.tieline.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.spi.Address;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private static final Address NETWORK = Addresses.network("tokyo");

  @Test
  void isNetwork_ofItsPartOrALink_isFalse() {
    assertThat(Addresses.isNetwork(NETWORK)).isTrue();
    assertThat(Addresses.isNetwork(NETWORK.child("subnet.a"))).isFalse();
    assertThat(Addresses.isNetwork(new Address("peering.a-b"))).isFalse();
  }

  @Test
  void partOfNetwork_otherSegments_areNone() {
    assertThat(Addresses.partOfNetwork("subnet").test(NETWORK.child("subnet.a"))).isTrue();
    assertThat(Addresses.partOfNetwork("group").test(NETWORK.child("group"))).isTrue();
    assertThat(Addresses.partOfNetwork("subnet").test(NETWORK.child("subnets.a"))).isFalse();
    assertThat(Addresses.partOfNetwork("network").test(NETWORK)).isFalse();
  }

  @Test
  void display_ofAPart_namesTheNetworkFirst() {
    assertThat(Addresses.display(NETWORK)).isEqualTo("tokyo");
    assertThat(Addresses.display(NETWORK.child("subnet.a"))).isEqualTo("tokyo-a");
  }
}
