package io.goalstream.notification.channel;

import io.goalstream.notification.application.Carrier;
import io.goalstream.notification.application.Wording;
import io.goalstream.notification.domain.Channel;
import tools.jackson.databind.json.JsonMapper;

/** The carriers of all kinds of channels. */
public final class Chats {
  private Chats() {}

  public static Carrier of(Channel.Kind kind, Outbound outbound, Wording wording, JsonMapper json) {
    return switch (kind) {
      case SLACK -> new ChatCarrier(new SlackProtocol(), outbound, wording, json);
      case TEAMS -> new ChatCarrier(new TeamsProtocol(), outbound, wording, json);
      case FEISHU, LARK -> new ChatCarrier(new LarkProtocol(), outbound, wording, json);
      case DINGTALK -> new ChatCarrier(new DingTalkProtocol(), outbound, wording, json);
      case WECOM -> new ChatCarrier(new WeComProtocol(), outbound, wording, json);
      case WEBHOOK -> new WebhookCarrier(outbound);
    };
  }
}
