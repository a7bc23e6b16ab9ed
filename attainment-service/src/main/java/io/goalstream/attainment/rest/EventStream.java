package io.goalstream.attainment.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes server-sent events.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
final class EventStream {
  private final JsonMapper json;
  private final OutputStream out;

  EventStream(HttpServletResponse response, JsonMapper json) throws IOException {
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    // Reverse proxies that speak this header would otherwise hold events back.
    response.setHeader("X-Accel-Buffering", "no");
    this.json = json;
    this.out = response.getOutputStream();
  }

  /**
   * @param id empty for an event that leaves the client's last id as it is
   */
  void event(String id, String name, Object data) throws IOException {
    if (!id.isEmpty()) {
      write("id: " + id + "\n");
    }
    write("event: " + name + "\ndata: ");
    // JSON never holds a raw line break, so one data line is enough.
    out.write(json.writeValueAsBytes(data));
    write("\n\n");
  }

  void comment(String text) throws IOException {
    write(": " + text + "\n\n");
  }

  void flush() throws IOException {
    out.flush();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
