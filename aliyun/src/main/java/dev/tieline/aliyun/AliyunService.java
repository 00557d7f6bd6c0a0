package dev.tieline.aliyun;

import static java.util.Objects.requireNonNull;

import dev.tieline.aliyun.internal.OfferHandover;
import dev.tieline.aliyun.internal.ServiceForm;
import dev.tieline.aliyun.internal.ServiceForm.ResourceForm;
import dev.tieline.net.Traffic;
import dev.tieline.plan.Handover;
import dev.tieline.topology.Offer;
import dev.tieline.topology.ServiceSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Balancers that are offered as a service of PrivateLink. They are there already and stay as they
 * are. Immutable: each method returns a new value.
 *
 * <pre>{@code
 * AliyunService.nlb("nlb-83ckzc8d4xlp8o0c", "cn-hangzhou-h", "cn-hangzhou-i").listening(tcp(6001))
 * }</pre>
 */
public final class AliyunService implements ServiceSource {
  private final ServiceForm form;

  private AliyunService(ServiceForm form) {
    this.form = form;
  }

  /**
   * Returns a service with an internal Classic Load Balancer that supports PrivateLink.
   *
   * @param id the balancer's id, {@code lb-...}
   * @param zones the zones in which it serves, each of which endpoints may use
   * @return the source
   * @throws IllegalArgumentException if a value is malformed
   */
  public static AliyunService slb(String id, String... zones) {
    return of("slb", id, zones);
  }

  /**
   * Returns a service with an internal Application Load Balancer of fixed addresses.
   *
   * @param id the balancer's id, {@code alb-...}
   * @param zones the zones in which it serves, each of which endpoints may use
   * @return the source
   * @throws IllegalArgumentException if a value is malformed
   */
  public static AliyunService alb(String id, String... zones) {
    return of("alb", id, zones);
  }

  /**
   * Returns a service with an internal Network Load Balancer.
   *
   * @param id the balancer's id, {@code nlb-...}
   * @param zones the zones in which it serves, each of which endpoints may use
   * @return the source
   * @throws IllegalArgumentException if a value is malformed
   */
  public static AliyunService nlb(String id, String... zones) {
    return of("nlb", id, zones);
  }

  private static AliyunService of(String type, String id, String... zones) {
    return new AliyunService(
        new ServiceForm(resources(List.of(), type, id, zones), false, null, List.of()));
  }

  private static List<ResourceForm> resources(
      List<ResourceForm> before, String type, String id, String... zones) {
    List<ResourceForm> all = new ArrayList<>(before);
    for (String zone : zones) {
      all.add(new ResourceForm(type, id, zone));
    }
    return all;
  }

  /**
   * Returns the document for the one whom an offer is for, and who has not asked yet: values,
   * console steps, aliyun CLI, Terraform and least RAM policy, in English and Chinese. Who has this
   * library needs the offer alone.
   *
   * @param offer what {@code Outcome.offer} returned
   * @return the document, without secrets
   * @throws IllegalArgumentException if it is no offer of a service of Alibaba Cloud
   */
  public static Handover handover(Offer offer) {
    return OfferHandover.of(requireNonNull(offer, "offer"));
  }

  /**
   * Returns the same with one more balancer of the same type.
   *
   * @param id the balancer's id
   * @param zones the zones in which it serves
   * @return a new value
   * @throws IllegalArgumentException if a value is malformed
   */
  public AliyunService and(String id, String... zones) {
    return with(
        resources(form.resources(), form.resources().get(0).type(), id, zones),
        form.providerPays(),
        form.bandwidth(),
        form.traffic());
  }

  /**
   * Returns the same with what its listeners answer to, which goes into offers and verdicts.
   *
   * @param traffic protocol and ports
   * @return a new value
   */
  public AliyunService listening(Traffic... traffic) {
    return with(form.resources(), form.providerPays(), form.bandwidth(), List.of(traffic));
  }

  /**
   * Returns the same paid for by its provider instead of by those that use it. The cloud must have
   * enabled that for the account.
   *
   * @return a new value
   */
  public AliyunService paidByProvider() {
    return with(form.resources(), true, form.bandwidth(), form.traffic());
  }

  /**
   * Returns the same with a limit for each connection. It is what connections get that are made
   * from then on; those that are there keep theirs when it is changed.
   *
   * @param megabits in Mbit/s: from 100 to 10240 for {@code slb}, to 25000 for {@code alb}, and to
   *     50000 for {@code nlb}
   * @return a new value
   * @throws IllegalArgumentException if it is not of these
   */
  public AliyunService bandwidth(int megabits) {
    return with(form.resources(), form.providerPays(), megabits, form.traffic());
  }

  private static AliyunService with(
      List<ResourceForm> resources, boolean paid, @Nullable Integer bandwidth, List<Traffic> all) {
    return new AliyunService(new ServiceForm(resources, paid, bandwidth, all));
  }

  @Override
  public String cloud() {
    return AliyunProvider.CLOUD;
  }

  @Override
  public Object asData() {
    return form;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AliyunService s && s.form.equals(form);
  }

  @Override
  public int hashCode() {
    return form.hashCode();
  }

  @Override
  public String toString() {
    return form.resources().toString();
  }
}
