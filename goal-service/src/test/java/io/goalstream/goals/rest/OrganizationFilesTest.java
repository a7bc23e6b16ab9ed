package io.goalstream.goals.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.rest.Doors.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** The organization as a ZIP of CSVs: all sheets at once, without Excel. */
class OrganizationFilesTest {
  private static final String ZIP = "application/zip";

  private final Doors doors = new Doors();

  @Test
  void aNewUnitWithItsPlaceAndPeopleComesAsCsvs() throws Exception {
    assertThat(exported().keySet())
        .containsExactly(
            "units.csv",
            "placements.csv",
            "managers.csv",
            "reps.csv",
            "memberships.csv",
            "absences.csv");

    Answer added =
        handIn(
            zip(
                Map.of(
                    "units.csv", "id,name\r\nacme,Acme\r\nwest,Sales West\r\n",
                    "placements.csv", "unitId,parentId,since\r\nwest,acme,2026-01-01\r\n",
                    "reps.csv", "id,name\r\nwanda,Wanda\r\n",
                    "memberships.csv", "repId,unitId,since\r\nwanda,west,2026-01-01\r\n")));

    assertThat(added.status()).as(added.body().toString()).isEqualTo(200);
    assertThat(added.body().path("added").asInt()).isEqualTo(3);
    assertThat(exported().get("placements.csv")).contains("west,acme,2026-01-01");
    Answer again = handIn(zip(exported()));
    assertThat(again.body().path("added").asInt()).isZero();
    assertThat(again.body().path("changed").asInt()).isZero();
  }

  @Test
  void aFileThatIsNoSheetAndOneThatIsNoZipAreRefused() throws Exception {
    Answer unknown = handIn(zip(Map.of("people.csv", "id\r\nx\r\n")));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.body().at("/errors/0/found").asString()).isEqualTo("people.csv");
    assertThat(unknown.body().at("/errors/0/expected").asString())
        .isEqualTo(
            "one of units.csv, placements.csv, managers.csv, reps.csv, memberships.csv,"
                + " absences.csv");

    Answer text = handIn("id,name\r\n".getBytes(StandardCharsets.UTF_8));
    assertThat(text.status()).isEqualTo(422);
    assertThat(text.body().at("/errors/0/expected").asString()).startsWith("a ZIP of units.csv");
  }

  @Test
  void aZippedFolderOfAMacWillDo() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("organization/", "");
    files.put("organization/units.csv", "id,name\r\nacme,Acme\r\n");
    files.put("__MACOSX/organization/._units.csv", "what only a Mac can read");

    assertThat(handIn(zip(files)).body().path("added").asInt()).isEqualTo(1);
    files.put("units.csv", "id,name\r\n");
    assertThat(handIn(zip(files)).body().at("/errors/0/found").asString())
        .isEqualTo("a second units.csv");
  }

  @Test
  void aZipThatIsCutOffAndASheetThatIsNoTextAreNamed() throws Exception {
    byte[] whole = zip(Map.of("units.csv", "id,name\r\n" + "acme,Acme\r\n".repeat(500)));
    Answer half = handIn(Arrays.copyOf(whole, whole.length / 2));
    assertThat(half.status()).isEqualTo(422);
    assertThat(half.body().at("/errors/0/expected").asString()).startsWith("a ZIP of units.csv");

    Answer empty = handIn(zip(Map.of("units.csv", "id,name\r\n", "reps.csv", "")));
    assertThat(empty.status()).isEqualTo(422);
    assertThat(empty.body().at("/errors/0/sheet").asString()).isEqualTo("reps");
  }

  @Test
  void whatIsLargeOnlyWithoutCompressionIsRefusedToo() throws Exception {
    byte[] zip = zip(Map.of("units.csv", "id,name\r\n" + "x".repeat(33 * 1024 * 1024)));
    assertThat(zip.length).isLessThan(1_000_000);

    Answer answer = handIn(zip);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().at("/errors/0/found").asString()).startsWith("more than 33554432");
  }

  private Answer handIn(byte[] body) throws Exception {
    return doors.send(
        Doors.ADMIN,
        MockMvcRequestBuilders.post("/api/v1/organization/sheets").contentType(ZIP).content(body));
  }

  private Map<String, String> exported() throws Exception {
    Answer answer = doors.send(Doors.ADMIN, "GET", "/organization/sheets?format=ZIP", "");
    assertThat(answer.response().getContentType()).isEqualTo(ZIP);
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(answer.response().getContentAsByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }
}
