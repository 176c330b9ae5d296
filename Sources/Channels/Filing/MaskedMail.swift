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
        copies.append(try add(address, to: &versioned.vault, asProfile: false))
      }
      var attachments: [NewAttachment] = []
      for attachment in mail.attachments {
        attachments.append(
          NewAttachment(
            name: try masker.mask(attachment.name(), into: &versioned.vault),
            mediaType: attachment.mediaType, bytes: attachment.bytes))
      }
      return MaskedMail(
        correspondent: correspondent, copies: copies,
        subject: try masker.mask(mail.subject(), into: &versioned.vault),
        body: try body(of: mail, into: &versioned.vault), attachments: attachments)
    } catch {
      throw .damaged(table: "identifier", row: versioned.vault.key.owner.rawValue)
    }
  }

  /// The text, and below it the messages it forwards.
  private func body(
    of mail: InboundMessage, into vault: inout IdentifierVault<R>
  ) throws(SealingError) -> MaskedText {
    var parts = [try masker.mask(mail.body(), into: &vault)]
    for forwarded in mail.forwarded {
      parts.append(MaskedText(literal: "\nForwarded message"))
      parts.append(try masker.mask(forwarded.subject(), into: &vault))
      parts.append(try masker.mask(forwarded.body(), into: &vault))
    }
    return MaskedText.joined(parts)
  }

  private func add(
    _ address: InboundAddress, to vault: inout IdentifierVault<R>, asProfile: Bool
  ) throws(SealingError) -> Token {
    guard asProfile else { return try vault.addMention(address.address(), kind: .email) }
    if let name = address.displayName() { _ = try vault.addProfile(name, kind: .person) }
    return try vault.addProfile(address.address(), kind: .email)
  }
}

extension InboundMessage {
  /// What the ticket is tagged with from the start.
  var tags: [SanitizedText] {
    loop.mayAnswerAutomatically ? [] : ["automatic"]
  }
}
