package dev.tieline.aliyun.internal;

import dev.tieline.provider.Claims;
import dev.tieline.provider.Keys;
import dev.tieline.spi.Facts;

/** The claims of endpoints: see {@link LinkClaims}. */
final class EndpointClaims extends LinkClaims {
  /** What the keys of these claims begin with, after whose they are. */
  static final String WORD = "endpoint.";

  EndpointClaims() {
    super(WORD);
  }

  @Override
  public String name() {
    return "endpoint claim";
  }

  /** Without an endpoint, which may yet come: by a lost call, or when the readers catch up. */
  @Override
  public boolean isLoneEvidence(Label claim, Facts facts) {
    return facts.find(Ep.class, new Keys.InVpc(claim.holder())).stream()
        .noneMatch(
            ep ->
                ep.marks().keySet().stream()
                    .anyMatch(o -> claim.key().startsWith(Claims.key(o, WORD))));
  }
}
