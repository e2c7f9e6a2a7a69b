package dev.dougong.workflow.message.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.DeliveryException;
import dev.dougong.workflow.message.ReportSetting;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.outgoing.OutgoingAddress;
import dev.dougong.workflow.outgoing.OutgoingHosts;
import dev.dougong.workflow.outgoing.OutgoingSockets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Mails over SMTP, as plain text or as HTML with a plain twin: {@code smtps://} with TLS from the
 * first byte, {@code smtp://} with STARTTLS, without which nothing is said; only to hosts that the
 * installation lists it also speaks openly.
 */
@ApplicationScoped
public final class EmailChannel implements Channel {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          """
          {"properties":{
           "from":{"type":"string","maxLength":200,"description":"Address of the sender."},
           "fromName":{"type":"string","maxLength":100,"description":"Name of the sender."},
           "user":{"type":"string","maxLength":200,"description":"Name of the account; absent means the address of the sender."},
           "home":{"type":"string","maxLength":200,"pattern":"^https?://[A-Za-z0-9.:-]+$","description":"Address under which people reach this application; mails with packs of reports open its pages."}},
           "required":["from"]}
          """);
  private static final String MILLIS = "8000";

  @Override
  public String id() {
    return "email";
  }

  @Override
  public ObjectNode schema() {
    return ReportSetting.in(SCHEMA.deepCopy());
  }

  @Override
  public List<String> secrets() {
    return List.of("password");
  }

  @Override
  public Set<String> optionalSecrets() {
    return Set.of("password");
  }

  @Override
  public Place place() {
    return new Place(List.of("smtps", "smtp"), null);
  }

  @Override
  public Readers reportReaders() {
    return Readers.PERSON;
  }

  @Override
  public boolean isAccount(String account) {
    return account.indexOf('@') > 0;
  }

  @Override
  public Receipt send(Delivery delivery) {
    OutgoingAddress address = delivery.address();
    OutgoingHosts hosts = delivery.http().hosts();
    Session session = Session.getInstance(properties(address, hosts));
    @Nullable String password = delivery.optionalSecret("password");
    JsonNode settings = delivery.settings();
    try {
      MimeMessage mail = mail(session, delivery);
      Transport transport = session.getTransport("smtp");
      try (transport) {
        if (password == null) {
          transport.connect(address.host(), address.port(), null, null);
        } else {
          String user = settings.path("user").asText(settings.path("from").asText());
          transport.connect(address.host(), address.port(), user, password);
        }
        transport.sendMessage(mail, mail.getAllRecipients());
      }
    } catch (AuthenticationFailedException e) {
      throw new DeliveryException(Problem.of("message.signInFailed"), false);
    } catch (SendFailedException e) {
      throw DeliveryException.badRecipient();
    } catch (MessagingException e) {
      throw new DeliveryException(
          Problem.of("outgoing.broken").with("place", address.place()), true);
    }
    return Receipt.ONE;
  }

  private static Properties properties(OutgoingAddress address, OutgoingHosts hosts) {
    boolean isTls = address.scheme().equals("smtps");
    Properties properties = new Properties();
    properties.put("mail.smtp.socketFactory", new OutgoingSockets(hosts, address));
    properties.put("mail.smtp.socketFactory.fallback", "false");
    properties.put("mail.smtp.ssl.enable", Boolean.toString(isTls));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
    properties.put("mail.smtp.starttls.enable", Boolean.toString(!isTls));
    properties.put(
        "mail.smtp.starttls.required", Boolean.toString(!isTls && !hosts.isListed(address)));
    properties.put("mail.smtp.connectiontimeout", MILLIS);
    properties.put("mail.smtp.timeout", MILLIS);
    properties.put("mail.smtp.writetimeout", MILLIS);
    properties.put("mail.smtp.localhost", "dougong");
    properties.put("mail.mime.address.strict", "true");
    return properties;
  }

  private static MimeMessage mail(Session session, Delivery delivery) throws MessagingException {
    Message message = delivery.message();
    JsonNode settings = delivery.settings();
    String id = "<" + message.id() + "@dougong>";
    MimeMessage mail =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    mail.setFrom(sender(settings));
    mail.setRecipient(RecipientType.TO, recipient(delivery.account()));
    mail.setSubject(oneLine(message.title()), StandardCharsets.UTF_8.name());
    if (message.html().isEmpty()) {
      mail.setText(message.body(), StandardCharsets.UTF_8.name());
    } else {
      mail.setContent(both(message));
    }
    mail.setSentDate(Date.from(delivery.now()));
    mail.saveChanges();
    return mail;
  }

  /** The last part is the one that mail programs prefer. */
  private static MimeMultipart both(Message message) throws MessagingException {
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(message.body(), StandardCharsets.UTF_8.name());
    MimeBodyPart html = new MimeBodyPart();
    html.setText(message.html(), StandardCharsets.UTF_8.name(), "html");
    return new MimeMultipart("alternative", plain, html);
  }

  private static InternetAddress sender(JsonNode settings) throws MessagingException {
    try {
      InternetAddress from = new InternetAddress(settings.path("from").asText(), true);
      if (settings.has("fromName")) {
        from.setPersonal(
            oneLine(settings.path("fromName").asText()), StandardCharsets.UTF_8.name());
      }
      return from;
    } catch (AddressException | java.io.UnsupportedEncodingException e) {
      throw new DeliveryException(Problem.of("message.badSender"), false);
    }
  }

  /** One address and nothing else: no list, no name, no line break. */
  private static InternetAddress recipient(@Nullable String text) {
    if (text == null) {
      throw DeliveryException.badRecipient();
    }
    try {
      InternetAddress address = new InternetAddress(text, true);
      if (!text.equals(address.getAddress()) || text.indexOf('@') < 1) {
        throw DeliveryException.badRecipient();
      }
      return address;
    } catch (AddressException e) {
      throw DeliveryException.badRecipient();
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}]+", " ").strip();
  }
}
