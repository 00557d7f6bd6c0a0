package dev.tieline.topology;

import dev.tieline.net.Cidr;
import java.util.List;

/** A network of a cloud that exists in tests alone; its form is a sealed family, as real ones. */
public record PaperNetwork(String region, Form form) implements Network {
  /** The forms of the cloud's networks. */
  public sealed interface Form {
    /** One that is there. */
    record Existing(String region, String id) implements Form {}

    /** One that is to be made. */
    record Managed(String region, List<Cidr> blocks) implements Form {}
  }

  /** The cloud's only option. */
  enum Option implements LinkOption<Peering> {
    FOLDED;

    @Override
    public String cloud() {
      return "paper";
    }

    @Override
    public String asText() {
      return name();
    }
  }

  public static PaperNetwork existing(String region, String id) {
    return new PaperNetwork(region, new Form.Existing(region, id));
  }

  public static PaperNetwork managed(String region, String... blocks) {
    return new PaperNetwork(
        region, new Form.Managed(region, List.of(blocks).stream().map(Cidr::parse).toList()));
  }

  @Override
  public String cloud() {
    return "paper";
  }

  @Override
  public String account() {
    return "main";
  }

  @Override
  public Object asData() {
    return form;
  }
}
