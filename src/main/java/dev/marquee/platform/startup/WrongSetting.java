package dev.marquee.platform.startup;

/**
 * A setting that the server cannot work with.
 *
 * @param variable the environment variable that sets it
 * @param problem what is wrong with it, to be read after the variable's name; credentials are taken out of it
 */
record WrongSetting(String variable, String problem) {

    WrongSetting {
        problem = Redaction.of(problem);
    }

    @Override
    public String toString() {
        return variable + " " + problem;
    }
}
