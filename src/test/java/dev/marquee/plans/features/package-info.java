@NullMarked
package dev.marquee.plans.features;

import org.jspecify.annotations.NullMarked;
