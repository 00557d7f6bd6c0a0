package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;

/**
 * A tag of ours on an object, as an object of its own.
 *
 * @param scope where the object is
 * @param holder the object's id
 * @param key the tag's key
 * @param value the tag's value
 * @param last whether the object goes together with the tag, so that the tag needs no removal
 */
record Label(Scope scope, String holder, String key, String value, boolean last) {}
