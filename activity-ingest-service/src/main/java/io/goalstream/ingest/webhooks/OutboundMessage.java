package io.goalstream.ingest.webhooks;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads Salesforce's outbound messages as if they were JSON: {@code {"OrganizationId": …,
 * "Notification": [{"Id": …, "sObject": {"type": "Opportunity", "Amount": …}}]}}. A field that is
 * nil is null. Nothing outside the document is ever read.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging_wsdl.htm">Outbound
 *     messaging</a>
 */
final class OutboundMessage {
  /** What Salesforce has to hear; anything else makes it send the same again. */
  static final String ACKNOWLEDGEMENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">\
      <soapenv:Body>\
      <notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound">\
      <Ack>true</Ack>\
      </notificationsResponse>\
      </soapenv:Body>\
      </soapenv:Envelope>
      """;

  private static final String NAMESPACE = "http://soap.sforce.com/2005/09/outbound";
  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private OutboundMessage() {}

  /**
   * Reads the message; empty if it is none.
   *
   * @param body at most a few megabytes
   */
  static Optional<JsonNode> read(byte[] body) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("notifications")
            && NAMESPACE.equals(reader.getNamespaceURI())) {
          return Optional.of(notifications(reader));
        }
      }
      return Optional.empty();
    } catch (XMLStreamException e) {
      return Optional.empty();
    }
  }

  private static JsonNode notifications(XMLStreamReader reader) throws XMLStreamException {
    ObjectNode message = NODES.objectNode();
    ArrayNode notifications = NODES.arrayNode();
    while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
      String name = reader.getLocalName();
      if (name.equals("Notification")) {
        notifications.add(notification(reader));
      } else {
        message.set(name, value(reader));
      }
    }
    return message.set("Notification", notifications);
  }

  private static JsonNode notification(XMLStreamReader reader) throws XMLStreamException {
    ObjectNode notification = NODES.objectNode();
    while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
      String name = reader.getLocalName();
      notification.set(name, name.equals("sObject") ? object(reader) : value(reader));
    }
    return notification;
  }

  private static JsonNode object(XMLStreamReader reader) throws XMLStreamException {
    ObjectNode object = NODES.objectNode();
    String type = Optional.ofNullable(reader.getAttributeValue(INSTANCE, "type")).orElse("");
    object.put("type", type.substring(type.indexOf(':') + 1));
    while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
      object.set(reader.getLocalName(), value(reader));
    }
    return object;
  }

  private static JsonNode value(XMLStreamReader reader) throws XMLStreamException {
    boolean nil = "true".equals(reader.getAttributeValue(INSTANCE, "nil"));
    String text = reader.getElementText();
    return nil ? NODES.nullNode() : NODES.stringNode(text);
  }
}
