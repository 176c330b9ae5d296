import Desk
package import Masking
import Observation
package import Text
package import Tickets

/// The question before words are masked by hand: what they are.
@Observable @MainActor
package final class MarkModel {
  package let ticket: TicketID
  /// As they stand in the message.
  package let words: SanitizedText
  package private(set) var kinds: [IdentifierKind]
  package private(set) var kindIndex = 0
  /// What the recognisers would take them for; `nil` while that is not known.
  package private(set) var likelyKind: IdentifierKind?
  package private(set) var isSubmitting = false
  /// Why it was refused.
  package private(set) var complaint: SanitizedText?
  @ObservationIgnored private var isChosen = false
  @ObservationIgnored private let context: ConsoleContext
  @ObservationIgnored private let marked: (_ kind: IdentifierKind, _ placeCount: Int) -> Void

  package init(
    ticket: TicketID, words: SanitizedText, context: ConsoleContext,
    marked: @escaping (_ kind: IdentifierKind, _ placeCount: Int) -> Void
  ) {
    self.ticket = ticket
    self.words = words
    self.context = context
    self.marked = marked
    kinds = Self.commonKinds
    context.tasks.replace(.markKind) { [weak self, context] in
      let kind = try? await context.ask { desk throws(DeskError) in
        await desk.likelyKind(of: words)
      }
      if let kind { self?.propose(kind) }
    }
  }

  /// What people miss most, and the kind that says nothing first.
  private static let commonKinds: [IdentifierKind] = [
    .unexamined, .person, .email, .phone, .address, .customerID, .card, .cardVerification, .iban,
    .bankAccount, .dateOfBirth, .userName, .password, .oneTimeCode, .apiKey, .passport,
    .driverLicense, .licensePlate,
  ]

  package var kind: IdentifierKind { kinds[kindIndex] }

  private func propose(_ kind: IdentifierKind) {
    likelyKind = kind
    if !kinds.contains(kind) { kinds.append(kind) }
    if !isChosen { kindIndex = kinds.firstIndex(of: kind) ?? 0 }
  }

  package func moveKind(by step: Int) {
    isChosen = true
    kindIndex = (kindIndex + step + kinds.count) % kinds.count
  }

  /// Asks the desk; the dialog stays where the answer is no.
  package func confirm() {
    guard !isSubmitting else { return }
    isSubmitting = true
    complaint = nil
    let request = MarkRequest(ticket: ticket, words: words, kind: kind)
    context.tasks.enqueue(.mark) { [weak self, context, marked] in
      do throws(DeskError) {
        let count = try await context.ask { desk throws(DeskError) in try await desk.mark(request) }
        self?.isSubmitting = false
        marked(request.kind, count)
      } catch {
        self?.isSubmitting = false
        self?.complaint = error.sentence
      }
    }
  }
}
