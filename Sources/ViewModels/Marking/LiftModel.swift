package import Desk
import Observation
package import Text
package import Tickets

/// The request to make a masked value words again: it shows the value, so it is asked for like a look.
@Observable @MainActor
package final class LiftModel {
  package enum Field: Int, Hashable, Sendable, CaseIterable {
    case reason, sentence
  }

  package let ticket: TicketID
  package let details: TokenDetails
  package let reasons: [EscalationPolicy.Reason]
  package private(set) var reasonIndex = 0
  package private(set) var sentence = TextBuffer(allowsLines: false)
  package private(set) var field: Field = .sentence
  package private(set) var budget: PrivacyBudget?
  package private(set) var isSubmitting = false
  /// Why it was refused, or what is missing.
  package private(set) var complaint: SanitizedText?
  @ObservationIgnored private let context: ConsoleContext
  @ObservationIgnored private let lifted: (_ placeCount: Int) -> Void

  package init(
    ticket: TicketID, details: TokenDetails, context: ConsoleContext,
    lifted: @escaping (_ placeCount: Int) -> Void
  ) {
    self.ticket = ticket
    self.details = details
    self.context = context
    self.lifted = lifted
    reasons = context.session.policy.reasons
    // "Other" comes last by custom, and none of the others is about masks.
    reasonIndex = max(0, reasons.count - 1)
    context.tasks.replace(.budget) { [weak self, context] in
      self?.budget = try? await context.ask { desk throws(DeskError) in try await desk.budget() }
    }
  }

  package func moveField(by step: Int) {
    field = Field.allCases[(field.rawValue + step + Field.allCases.count) % Field.allCases.count]
  }

  package func moveHorizontally(by step: Int) {
    guard field == .reason else { return }
    reasonIndex = max(0, min(reasons.count - 1, reasonIndex + step))
  }

  package func edit(_ change: (inout TextBuffer) -> Void) {
    change(&sentence)
    complaint = nil
  }

  /// Asks the desk; the dialog stays where the answer is no.
  package func confirm() {
    guard !isSubmitting else { return }
    guard sentence.text.string.contains(where: \.isLetter), reasons.indices.contains(reasonIndex)
    else {
      complaint = "Say why it identifies nobody, in a sentence."
      return
    }
    isSubmitting = true
    let request = LiftRequest(
      ticket: ticket, token: details.token, reasonCode: reasons[reasonIndex].code,
      reason: sentence.text)
    context.tasks.enqueue(.mark) { [weak self, context, lifted] in
      do throws(DeskError) {
        let count = try await context.ask { desk throws(DeskError) in try await desk.lift(request) }
        self?.isSubmitting = false
        lifted(count)
      } catch {
        self?.isSubmitting = false
        self?.complaint = error.sentence
      }
    }
  }
}
