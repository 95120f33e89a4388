package dev.marquee.identity.profile;

/**
 * A place on the map that a person chose.
 *
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 */
record Location(String city, double latitude, double longitude) {}
