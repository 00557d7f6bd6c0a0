package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Vectors in constant text: the official one, and others that were computed with other code of the
 * same rules.
 */
class SignerTest {
  private record Vector(
      String name,
      String method,
      String parameters,
      String stringToSign,
      String signature,
      String encoded) {
    SortedMap<String, String> map() {
      SortedMap<String, String> map = new TreeMap<>();
      for (String line : parameters.split("\n")) {
        String[] parts = line.split(" ", 2);
        map.put(parts[0], parts[1]);
      }
      return map;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Vector> vectors() {
    return Stream.of(
        new Vector(
            "docs-2013",
            "GET",
            "count 1\nvxnets.1 vxnet-0\nzone pek3a\ninstance_type small_b\nsi"
                + "gnature_version 1\nsignature_method HmacSHA256\ninstance_name "
                + "demo\nimage_id centos64x86a\nlogin_mode passwd\nlogin_passwd Qi"
                + "ngCloud20130712\nversion 1\naccess_key_id QYACCESSKEYIDEXAMPLE"
                + "\naction RunInstances\ntime_stamp 2013-08-27T14:30:10Z",
            "GET\n/iaas/\naccess_key_id=QYACCESSKEYIDEXAMPLE&action=RunInst"
                + "ances&count=1&image_id=centos64x86a&instance_name=demo&insta"
                + "nce_type=small_b&login_mode=passwd&login_passwd=QingCloud201"
                + "30712&signature_method=HmacSHA256&signature_version=1&time_s"
                + "tamp=2013-08-27T14%3A30%3A10Z&version=1&vxnets.1=vxnet-0&zon"
                + "e=pek3a",
            "byjccvWIvAftaq+oublemagH3bYAlDWxxLFAzAsyslw=",
            "byjccvWIvAftaq%2BoublemagH3bYAlDWxxLFAzAsyslw%3D"),
        new Vector(
            "docs-2021-text",
            "GET",
            "count 1\nvxnets.1 vxnet-0\nzone pek3a\ninstance_type small_b\nsi"
                + "gnature_version 1\nsignature_method HmacSHA256\ninstance_name "
                + "demo\nimage_id centos64x86a\nlogin_mode passwd\nlogin_passwd Qi"
                + "ngCloud20130712\nversion 1\naccess_key_id QYACCESSKEYIDEXAMPLE"
                + "\naction RunInstances\ntime_stamp 2021-08-27T14:30:10Z",
            "GET\n/iaas/\naccess_key_id=QYACCESSKEYIDEXAMPLE&action=RunInst"
                + "ances&count=1&image_id=centos64x86a&instance_name=demo&insta"
                + "nce_type=small_b&login_mode=passwd&login_passwd=QingCloud201"
                + "30712&signature_method=HmacSHA256&signature_version=1&time_s"
                + "tamp=2021-08-27T14%3A30%3A10Z&version=1&vxnets.1=vxnet-0&zon"
                + "e=pek3a",
            "eMj5kEqBAZ04MS55xINEo7V3Z3CHEKEDdaB/3SUunMw=",
            "eMj5kEqBAZ04MS55xINEo7V3Z3CHEKEDdaB%2F3SUunMw%3D"),
        new Vector(
            "docs-2013-post",
            "POST",
            "count 1\nvxnets.1 vxnet-0\nzone pek3a\ninstance_type small_b\nsi"
                + "gnature_version 1\nsignature_method HmacSHA256\ninstance_name "
                + "demo\nimage_id centos64x86a\nlogin_mode passwd\nlogin_passwd Qi"
                + "ngCloud20130712\nversion 1\naccess_key_id QYACCESSKEYIDEXAMPLE"
                + "\naction RunInstances\ntime_stamp 2013-08-27T14:30:10Z",
            "POST\n/iaas/\naccess_key_id=QYACCESSKEYIDEXAMPLE&action=RunIns"
                + "tances&count=1&image_id=centos64x86a&instance_name=demo&inst"
                + "ance_type=small_b&login_mode=passwd&login_passwd=QingCloud20"
                + "130712&signature_method=HmacSHA256&signature_version=1&time_"
                + "stamp=2013-08-27T14%3A30%3A10Z&version=1&vxnets.1=vxnet-0&zo"
                + "ne=pek3a",
            "VOy3hWMVHrA65zM7bSWnZ3RQHkApWoyadnzuDrtKq9c=",
            "VOy3hWMVHrA65zM7bSWnZ3RQHkApWoyadnzuDrtKq9c%3D"),
        new Vector(
            "docs-2013-sha1",
            "GET",
            "count 1\nvxnets.1 vxnet-0\nzone pek3a\ninstance_type small_b\nsi"
                + "gnature_version 1\nsignature_method HmacSHA1\ninstance_name de"
                + "mo\nimage_id centos64x86a\nlogin_mode passwd\nlogin_passwd Qing"
                + "Cloud20130712\nversion 1\naccess_key_id QYACCESSKEYIDEXAMPLE\na"
                + "ction RunInstances\ntime_stamp 2013-08-27T14:30:10Z",
            "GET\n/iaas/\naccess_key_id=QYACCESSKEYIDEXAMPLE&action=RunInst"
                + "ances&count=1&image_id=centos64x86a&instance_name=demo&insta"
                + "nce_type=small_b&login_mode=passwd&login_passwd=QingCloud201"
                + "30712&signature_method=HmacSHA1&signature_version=1&time_sta"
                + "mp=2013-08-27T14%3A30%3A10Z&version=1&vxnets.1=vxnet-0&zone="
                + "pek3a",
            "J6HXH2ms54sgN+hVb2Hli8M9IQM=",
            "J6HXH2ms54sgN%2BhVb2Hli8M9IQM%3D"),
        new Vector(
            "list-order",
            "GET",
            "action JoinBorder\naccess_key_id QYACCESSKEYIDEXAMPLE\nzone pe"
                + "k3\nversion 1\nsignature_version 1\nsignature_method HmacSHA256"
                + "\ntime_stamp 2026-01-02T03:04:05Z\nborder irt-2zevtm67\nvxnets."
                + "1 vxnet-a\nvxnets.2 vxnet-b\nvxnets.10 vxnet-j\nborder_private_"
                + "ips.1.vxnet_id vxnet-a\nborder_private_ips.1.border_private_i"
                + "p 172.16.1.254",
            "GET\n/iaas/\naccess_key_id=QYACCESSKEYIDEXAMPLE&action=JoinBor"
                + "der&border=irt-2zevtm67&border_private_ips.1.border_private_"
                + "ip=172.16.1.254&border_private_ips.1.vxnet_id=vxnet-a&signat"
                + "ure_method=HmacSHA256&signature_version=1&time_stamp=2026-01"
                + "-02T03%3A04%3A05Z&version=1&vxnets.1=vxnet-a&vxnets.10=vxnet"
                + "-j&vxnets.2=vxnet-b&zone=pek3",
            "wQvVFbPRrdV/9DLQQ4pNaT+jUkVxglHd69DHYpRPPdE=",
            "wQvVFbPRrdV%2F9DLQQ4pNaT%2BjUkVxglHd69DHYpRPPdE%3D"),
        new Vector(
            "escapes",
            "GET",
            "action CreateVpcBorders\naccess_key_id QYACCESSKEYIDEXAMPLE\nz"
                + "one pek3\nversion 1\nsignature_version 1\nsignature_method Hmac"
                + "SHA256\ntime_stamp 2026-01-02T03:04:05Z\nborder_type 1\nborder_"
                + "name 北京 边界*路由器~1+1|a/b",
            "GET\n/iaas/\naccess_key_id=QYACCESSKEYIDEXAMPLE&action=CreateV"
                + "pcBorders&border_name=%E5%8C%97%E4%BA%AC%20%E8%BE%B9%E7%95%8"
                + "C%2A%E8%B7%AF%E7%94%B1%E5%99%A8~1%2B1%7Ca%2Fb&border_type=1&"
                + "signature_method=HmacSHA256&signature_version=1&time_stamp=2"
                + "026-01-02T03%3A04%3A05Z&version=1&zone=pek3",
            "0h4DuQ1KDiwnu2+ttReVM78GnEF3atiiY6cT3+qhncA=",
            "0h4DuQ1KDiwnu2%2BttReVM78GnEF3atiiY6cT3%2BqhncA%3D"),
        new Vector(
            "empty-value",
            "GET",
            "action AddSecurityGroupRules\naccess_key_id QYACCESSKEYIDEXAM"
                + "PLE\nzone pek3a\nversion 1\nsignature_version 1\nsignature_metho"
                + "d HmacSHA256\ntime_stamp 2026-01-02T03:04:05Z\nsecurity_group "
                + "sg-6ft05wt6\nrules.1.action accept\nrules.1.protocol tcp\nrules"
                + ".1.priority 7\nrules.1.val1 22\nrules.1.val2 \nrules.1.val3 ",
            "GET\n/iaas/\naccess_key_id=QYACCESSKEYIDEXAMPLE&action=AddSecu"
                + "rityGroupRules&rules.1.action=accept&rules.1.priority=7&rule"
                + "s.1.protocol=tcp&rules.1.val1=22&rules.1.val2=&rules.1.val3="
                + "&security_group=sg-6ft05wt6&signature_method=HmacSHA256&sign"
                + "ature_version=1&time_stamp=2026-01-02T03%3A04%3A05Z&version="
                + "1&zone=pek3a",
            "JrlDFMgVkhIjLCQ4UcbvYvy5DyJimh2hLId0fIOZ1do=",
            "JrlDFMgVkhIjLCQ4UcbvYvy5DyJimh2hLId0fIOZ1do%3D"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void stringToSign_vector_isAsPrinted(Vector vector) {
    assertThat(Signer.stringToSign(vector.method(), "/iaas/", Signer.query(vector.map())))
        .isEqualTo(vector.stringToSign());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void signature_vector_isAsPrinted(Vector vector) {
    assertThat(
            Signer.signature(
                vector.map().get("signature_method"), "SECRETACCESSKEY", vector.stringToSign()))
        .isEqualTo(vector.signature());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void signed_vector_endsWithTheEncodedSignature(Vector vector) {
    assertThat(Signer.signed(vector.method(), "/iaas/", vector.map(), "SECRETACCESSKEY"))
        .startsWith(vector.stringToSign().split("\n")[2])
        .endsWith("&signature=" + vector.encoded());
  }

  @Test
  void query_spacesAroundAValue_areNeitherSignedNorSent() {
    assertThat(Signer.query(new TreeMap<>(java.util.Map.of("router_name", " a b "))))
        .isEqualTo("router_name=a%20b");
  }
}
