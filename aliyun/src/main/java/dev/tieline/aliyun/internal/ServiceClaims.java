package dev.tieline.aliyun.internal;

import dev.tieline.provider.Claims;
import dev.tieline.spi.Facts;

/** The claims of services that are offered: see {@link LinkClaims}. */
final class ServiceClaims extends LinkClaims {
  /** What the keys of these claims begin with, after whose they are. */
  static final String WORD = "service.";

  ServiceClaims() {
    super(WORD);
  }

  @Override
  public String name() {
    return "service claim";
  }

  /** Without its service, which may yet come: by a lost call, or when the readers catch up. */
  @Override
  public boolean isLoneEvidence(Label claim, Facts facts) {
    return facts.all(OfferedService.class).stream()
        .noneMatch(
            s ->
                s.marks().entrySet().stream()
                    .anyMatch(
                        m -> Claims.key(m.getKey(), m.getValue().path()).equals(claim.key())));
  }
}
