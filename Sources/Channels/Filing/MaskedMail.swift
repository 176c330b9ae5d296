import Desk
import Masking
import Sealing
import Text

/// A mail after the masker.
struct MaskedMail {
  /// Where an answer goes.
  let correspondent: Token?
  let copies: [Token]
  let subject: MaskedText
  let body: MaskedText
  let attachments: [NewAttachment]
}

extension MailFiler {
  /// Masks every part of a mail with the customer's vault.
  ///
  /// The sender's name and address become part
  /// of the profile first, so that they are masked wherever they stand.
  func masked(
    _ mail: InboundMessage, sender: InboundAddress?, isRequester: Bool,
    into versioned: inout VersionedVault<R>
  ) throws(RepositoryError) -> MaskedMail {
    do throws(SealingError) {
      var correspondent = try sender.map { address throws(SealingError) in
        try add(address, to: &versioned.vault, asProfile: isRequester)
      }
      // Where they want answers says nothing about who they are: it becomes no part of a profile.
      if let answers = mail.replyTo.first, answers.key != sender?.key, !parser.own.contains(answers)
      {
        correspondent = try add(answers, to: &versioned.vault, asProfile: false)
      }
      var copies: [Token] = []
      for address in mail.cc + mail.to where !parser.own.contains(address) {
        let token = try add(address, to: &versioned.vault, asProfile: false)
        if token != correspondent, !copies.contains(token) { copies.append(token) }
      }
      let subject = try masker.mask(mail.subject(), into: &versioned.vault)
      let report = mail.deliveryReport.map {
        [masker.redact(UnmaskedText(received: "A message of ours \($0.sentence)."))]
      }
      let content = try content(of: mail, into: &versioned.vault)
      return MaskedMail(
        correspondent: correspondent, copies: copies, subject: subject,
        body: MaskedText.joined((report ?? []) + content.bodies),
        attachments: content.attachments)
    } catch {
      throw .damaged(table: "identifier", row: versioned.vault.key.owner.rawValue)
    }
  }

  /// The text and the files, and below them those of the messages that it forwards.
  private func content(
    of mail: InboundMessage, into vault: inout IdentifierVault<R>
  ) throws(SealingError) -> (bodies: [MaskedText], attachments: [NewAttachment]) {
    var bodies = [try masker.mask(mail.body(), into: &vault)]
    var attachments: [NewAttachment] = []
    for attachment in mail.attachments {
      attachments.append(
        NewAttachment(
          name: try masker.mask(attachment.name(), into: &vault),
          mediaType: attachment.mediaType, bytes: attachment.bytes))
    }
    for forwarded in mail.forwarded {
      let inner = try content(of: forwarded, into: &vault)
      bodies.append(MaskedText(literal: "\nForwarded message"))
      bodies.append(try masker.mask(forwarded.subject(), into: &vault))
      bodies += inner.bodies
      attachments += inner.attachments
    }
    return (bodies, attachments)
  }

  private func add(
    _ address: InboundAddress, to vault: inout IdentifierVault<R>, asProfile: Bool
  ) throws(SealingError) -> Token {
    guard asProfile else {
      return try vault.addMention(address.address(), kind: .email, by: masker)
    }
    if let name = address.displayName() {
      _ = try vault.addProfile(name, kind: .person, by: masker)
    }
    return try vault.addProfile(address.address(), kind: .email, by: masker)
  }
}

extension InboundMessage {
  /// Whose ticket this opens: the sender, or whose mail a colleague passes on.
  func requester(own: OwnAddresses) -> InboundAddress? {
    guard let sender = from.first, own.contains(sender), let originalSender,
      !own.contains(originalSender)
    else { return from.first }
    return originalSender
  }

  /// What the ticket is tagged with from the start.
  var tags: [SanitizedText] {
    loop.mayAnswerAutomatically ? [] : ["automatic"]
  }
}
