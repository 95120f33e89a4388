package dev.marquee.platform.startup;

import java.util.List;
import java.util.Optional;

/**
 * A question to the server that a setting leads to.
 *
 * @param variable the environment variable that a complaint names
 * @param address the environment variable that says where the server is
 * @param others the other environment variables that the question rests on
 * @param needed whether the start ends when the server cannot be reached
 * @param question how to ask
 */
record Probe(String variable, String address, List<String> others, boolean needed, Question question) {

    /** Whether the question would only repeat what is known to be wrong. */
    boolean restsOn(List<String> variables) {
        return variables.contains(variable)
                || variables.contains(address)
                || others.stream().anyMatch(variables::contains);
    }

    /** Asks once. */
    @FunctionalInterface
    interface Question {

        /**
         * Returns what is wrong, to be read after the variable's name, or nothing when all is well.
         *
         * @throws Exception when there was no answer; caused by an IOException if it may be worth asking again
         */
        Optional<String> problem() throws Exception;
    }
}
