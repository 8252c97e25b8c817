import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Says of each file which rules of PDF/UA-1 and PDF/A-2a it breaks. Each line of input names files, divided by tabs.
 *
 * One line per finding, its parts divided by tabs: file, profile, rule, what the rule says and where it is broken.
 * The last line is "done" and the number of files: without it the answer is not to be trusted.
 */
public final class Conformance {
    private static final int MOST_FINDINGS = 200;
    private static final List<String> PROFILES = List.of("PDFUA-1", "PDFA-2A");

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
        for (String name : PROFILES) {
            profiles.put(name, load(name));
        }
        var asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            String[] files = line.split("\t");
            profiles.forEach((name, profile) -> {
                for (String file : files) {
                    report(file, name, profile);
                }
            });
            System.out.println("done\t" + files.length);
            System.out.flush();
        }
    }

    private static ValidationProfile load(String name) throws Exception {
        String where = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream stream = Conformance.class.getResourceAsStream(where)) {
            return Profiles.profileFromXml(stream);
        }
    }

    private static void report(String file, String name, ValidationProfile profile) {
        var foundry = Foundries.defaultInstance();
        try (var parser = foundry.createParser(new File(file), profile.getPDFAFlavour());
                var validator = foundry.createValidator(profile, MOST_FINDINGS, false, false, false)) {
            for (TestAssertion finding : validator.validate(parser).getTestAssertions()) {
                if (finding.getStatus() == TestAssertion.Status.FAILED) {
                    var rule = finding.getRuleId();
                    line(file, name, rule.getClause() + "-" + rule.getTestNumber(),
                            finding.getMessage() + " [" + finding.getLocation().getContext() + "]");
                }
            }
        } catch (Exception | Error failure) {
            line(file, name, "unreadable", String.valueOf(failure));
        }
    }

    private static void line(String... parts) {
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].replaceAll("\\s+", " ");
        }
        System.out.println(String.join("\t", parts));
    }
}
