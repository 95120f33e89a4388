/** The features of each event: switched by administrators, asked by {@code @feature}. */
@NullMarked
package dev.marquee.plans.features;

import org.jspecify.annotations.NullMarked;
