package io.goalstream.testing;

import jakarta.servlet.Filter;
import java.util.function.UnaryOperator;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The doors of a service with their locks, and nothing of the service behind them. */
public final class GuardedDoors implements AutoCloseable {
  private final AnnotationConfigWebApplicationContext context =
      new AnnotationConfigWebApplicationContext();

  private GuardedDoors() {}

  @Configuration(proxyBeanMethods = false)
  @EnableWebMvc
  @EnableWebSecurity
  static class House {}

  /** Answers behind every lock. */
  @RestController
  public static class Inside {
    @RequestMapping("/**")
    String answer() {
      return "inside";
    }
  }

  /**
   * The doors.
   *
   * @param settings a bean that the locks need
   * @param parts the configuration of the locks, the service's problems, and who answers
   */
  public static GuardedDoors of(Object settings, Class<?>... parts) {
    GuardedDoors doors = new GuardedDoors();
    doors.context.setServletContext(new MockServletContext());
    doors.context.addBeanFactoryPostProcessor(
        beans -> beans.registerSingleton("settings", settings));
    doors.context.register(House.class);
    doors.context.register(parts);
    doors.context.refresh();
    return doors;
  }

  public MockMvc mvc() {
    return MockMvcBuilders.webAppContextSetup(context)
        .addFilters(context.getBean("springSecurityFilterChain", Filter.class))
        .build();
  }

  /** The status of the answer. */
  public int knock(String method, String path, UnaryOperator<MockHttpServletRequestBuilder> changes)
      throws Exception {
    MockHttpServletResponse answer =
        mvc()
            .perform(
                changes.apply(MockMvcRequestBuilders.request(HttpMethod.valueOf(method), path)))
            .andReturn()
            .getResponse();
    return answer.getStatus();
  }

  @Override
  public void close() {
    context.close();
  }
}
