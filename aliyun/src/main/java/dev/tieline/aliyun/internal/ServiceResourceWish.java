package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * That a balancer serves in a zone.
 *
 * @param service the id of the service
 * @param form the balancer and the zone
 * @param comes whether it comes with its service, which is not there yet; no part of the wish's
 *     text, since it depends on what is there
 */
record ServiceResourceWish(Ref<String> service, ServiceForm.ResourceForm form, boolean comes)
    implements Wish {
  ServiceResourceWish {
    requireNonNull(service, "service");
    requireNonNull(form, "form");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(service);
  }

  @Override
  public String toString() {
    return form.type() + " " + form.id() + " in " + form.zone() + " for " + service;
  }
}
