package io.goalstream.notification.channel;

import io.goalstream.notification.domain.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The little markdown that the bots of DingTalk and WeCom know. They know no escaping: signs that
 * would make a link, a heading or a mention of somebody are replaced by their full-width twins.
 */
final class Markdown {
  private Markdown() {}

  static String of(ChatCarrier.Post post) {
    List<String> paragraphs = new ArrayList<>();
    post.heading().ifPresent(heading -> paragraphs.add("### " + plain(heading)));
    for (Message message : post.messages()) {
      paragraphs.add("**" + plain(message.title()) + "**");
      paragraphs.add(plain(message.text()));
      message
          .link()
          .ifPresent(link -> paragraphs.add("[%s](%s)".formatted(plain(post.open()), link)));
    }
    return String.join("\n\n", paragraphs);
  }

  static String plain(String text) {
    return text.replace('[', '［')
        .replace(']', '］')
        .replace('<', '＜')
        .replace('>', '＞')
        .replace('*', '＊')
        .replace('#', '＃')
        .replace('`', '＇')
        .replace('@', '＠');
  }
}
