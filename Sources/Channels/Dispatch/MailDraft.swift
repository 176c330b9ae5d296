import Desk
import Masking
import Sealing
import Tickets

/// A reply on its way out, with everything that putting the mail together takes.
struct MailDraft {
  let message: OutgoingMessage<Live>
  let envelope: Envelope
  let values: PlaceholderValues<Live>
  /// The customer's identifiers.
  let identifiers: [SealedIdentifier<Live>]
  /// The ticket's mails, the oldest first.
  let thread: [ThreadedMail]
  let policy: EscalationPolicy

  var body: MaskedText { message.message.body }

  /// What has to be opened: the addresses, and what the text says in clear.
  ///
  /// The subject stays masked: every machine on the way reads it and most of them log it.
  var needed: [SealedIdentifier<Live>] {
    var tokens = Set(body.tokens.filter { policy.mayLeave($0.kind) })
    tokens.insert(envelope.correspondent)
    tokens.formUnion(envelope.copies)
    for placeholder in body.placeholders {
      if case .identifier(let token, _)? = values.value(of: placeholder) { tokens.insert(token) }
    }
    return identifiers.filter { tokens.contains($0.token) }
  }
}

/// Why a reply is not put together.
enum MailDraftError: Error, Hashable {
  /// A token of the text is none of this customer's.
  case unknownToken
  /// Only a supervisor's console opens this one.
  case needsSupervisor(Token)
  /// A placeholder has neither a value nor words to fall back on.
  case unresolvedPlaceholder
}
