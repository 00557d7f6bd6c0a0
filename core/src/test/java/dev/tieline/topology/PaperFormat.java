package dev.tieline.topology;

import java.util.List;

/** Reads networks of the cloud of tests; found by the service loader. */
public final class PaperFormat implements WishFormat {
  @Override
  public String cloud() {
    return "paper";
  }

  @Override
  public Class<?> networkData() {
    return PaperNetwork.Form.class;
  }

  @Override
  public Network network(Object data) {
    if (data instanceof PaperNetwork.Form.Existing existing) {
      if (!existing.id().startsWith("vpc-")) {
        throw new IllegalArgumentException("id: " + existing.id() + " (expected: vpc-...)");
      }
      return new PaperNetwork(existing.region(), existing);
    }
    PaperNetwork.Form.Managed managed = (PaperNetwork.Form.Managed) data;
    return new PaperNetwork(managed.region(), managed);
  }

  @Override
  public LinkOption<Peering> peeringOption(String text) {
    if (!text.equals("FOLDED")) {
      throw new IllegalArgumentException("option: " + text + " (expected one of: FOLDED)");
    }
    return PaperNetwork.Option.FOLDED;
  }

  @Override
  public List<String> peeringOptions() {
    return List.of("FOLDED");
  }

  @Override
  public Class<?> sourceData() {
    return PaperService.class;
  }

  @Override
  public ServiceSource source(Object data) {
    return (PaperService) data;
  }

  @Override
  public Class<?> targetData() {
    return PaperService.class;
  }

  @Override
  public ServiceTarget target(Object data) {
    return (PaperService) data;
  }
}
