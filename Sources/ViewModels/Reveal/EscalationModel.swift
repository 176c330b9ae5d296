package import Desk
import Foundation
package import Masking
import Observation
package import Text
package import Tickets

/// The request to see identifiers in clear: which, for what reason, why, and how long; in an emergency
/// with the passphrase, and without waiting for anybody.
@Observable @MainActor
package final class EscalationModel {
  package enum Field: Int, Hashable, Sendable, CaseIterable {
    case identifiers, reason, sentence, duration, passphrase
  }

  package let ticket: Ticket
  package let requesterHint: SanitizedText
  /// What this ticket or its customer has to see.
  package let items: [IdentifierSummary]
  package let reasons: [EscalationPolicy.Reason]
  package private(set) var chosen: Set<Token>
  package private(set) var itemIndex = 0
  package private(set) var reasonIndex = 0
  package private(set) var sentence = TextBuffer(allowsLines: false)
  package private(set) var duration: Duration
  package private(set) var field: Field = .identifiers
  /// Whether confirming opens at once what takes a supervisor otherwise.
  package private(set) var isBreakingGlass = false
  /// How many characters of the passphrase are typed; which, nobody draws.
  package private(set) var passphraseCount = 0
  package private(set) var budget: PrivacyBudget?
  package private(set) var lastLook: LastLook?
  package private(set) var isSubmitting = false
  /// Why it was refused, or what is missing.
  package private(set) var complaint: SanitizedText?
  @ObservationIgnored private var passphrase = TypedPassphrase()
  @ObservationIgnored private let placeCounts: [Token: Int]
  @ObservationIgnored private let policy: EscalationPolicy
  @ObservationIgnored private let context: ConsoleContext
  @ObservationIgnored private let revealed: ([OpenReveal]) -> Void
  @ObservationIgnored private let asked: () -> Void

  /// By how much one key changes the duration.
  package static let durationStep: Duration = .seconds(60)

  package init(
    conversation: Conversation, preselected: Token?, context: ConsoleContext,
    revealed: @escaping ([OpenReveal]) -> Void, asked: @escaping () -> Void = {}
  ) {
    ticket = conversation.ticket
    requesterHint = conversation.requester.nameHint
    let policy = context.session.policy
    self.policy = policy
    self.context = context
    self.revealed = revealed
    self.asked = asked
    items = Self.items(of: conversation, policy: policy, as: context.session.user.role)
    placeCounts = Dictionary(
      uniqueKeysWithValues: Set(items.map(\.token)).map { ($0, conversation.placeCount(of: $0)) })
    reasons = policy.reasons
    duration = policy.defaultDuration
    let only = items.count == 1 ? items.first?.token : nil
    let wanted = preselected ?? only
    chosen = Set(items.filter { $0.token == wanted && $0.escalation != .never }.map(\.token))
    itemIndex = items.firstIndex { $0.token == wanted } ?? 0
    if !chosen.isEmpty { field = .reason }
    load()
  }

  /// The ticket's own first, then what else is known of the customer.
  private static func items(
    of conversation: Conversation, policy: EscalationPolicy, as role: Role
  ) -> [IdentifierSummary] {
    let known = conversation.requester.identifiers
    let mentioned =
      conversation.messages.flatMap(\.body.tokens) + conversation.ticket.subject.tokens
    var seen: Set<Token> = []
    let inTicket = mentioned.filter { seen.insert($0).inserted }.map { token in
      known.first { $0.token == token }
        ?? IdentifierSummary(
          token: token, hint: .empty, isProfile: false,
          escalation: policy.escalation(for: token.kind, as: role))
    }
    return inTicket + known.filter { !seen.contains($0.token) }
  }

  private func load() {
    let id = ticket.id
    context.tasks.replace(.budget) { [weak self, context] in
      let budget = try? await context.ask { desk throws(DeskError) in try await desk.budget() }
      let look = try? await context.ask { desk throws(DeskError) in
        try await desk.lastLook(at: id)
      }
      self?.budget = budget
      self?.lastLook = look ?? nil
    }
  }

  /// What is known of the identifier that the list is at.
  package var details: TokenDetails? {
    guard items.indices.contains(itemIndex) else { return nil }
    let item = items[itemIndex]
    return TokenDetails(item, placeCount: placeCounts[item.token] ?? 0)
  }

  // MARK: Choosing

  package func moveField(by step: Int) {
    let all = isBreakingGlass ? Field.allCases : Field.allCases.dropLast()
    let place = (field.rawValue + step + all.count) % all.count
    field = all[place]
  }

  /// Up and down: within the list of identifiers, then from field to field.
  package func moveVertically(by step: Int) {
    if field == .identifiers, items.indices.contains(itemIndex + step) {
      itemIndex += step
    } else if !(field == .identifiers && step < 0), !(field == lastField && step > 0) {
      moveField(by: step)
    }
  }

  private var lastField: Field { isBreakingGlass ? .passphrase : .duration }

  package func moveHorizontally(by step: Int) {
    switch field {
    case .identifiers, .passphrase: break
    case .reason: reasonIndex = max(0, min(reasons.count - 1, reasonIndex + step))
    case .duration: setDuration(duration + Self.durationStep * step)
    case .sentence: edit { step < 0 ? $0.moveLeft() : $0.moveRight() }
    }
  }

  private func setDuration(_ wanted: Duration) {
    duration = min(max(wanted, Self.durationStep), longestDuration)
  }

  /// Whether what is chosen takes a supervisor: confirming then asks, and opens nothing.
  package var needsSupervisor: Bool {
    chosenItems.contains { [.approval, .breakGlass].contains($0.escalation) }
  }

  /// Whether what is chosen may be opened at once in an emergency.
  package var mayBreakGlass: Bool {
    !chosen.isEmpty && chosenItems.allSatisfy { $0.escalation == .breakGlass }
  }

  private var chosenItems: [IdentifierSummary] { items.filter { chosen.contains($0.token) } }

  package var longestDuration: Duration {
    isBreakingGlass ? policy.breakGlass.longestDuration : policy.longestDuration
  }

  /// Within what time somebody has to go over it.
  package var reviewTime: Duration { policy.breakGlass.reviewTime }

  package func toggle() {
    guard field == .identifiers, items.indices.contains(itemIndex) else { return }
    let item = items[itemIndex]
    guard item.escalation != .never else {
      complaint = DeskError.neverShown(item.token.kind.word).sentence
      return
    }
    complaint = nil
    if chosen.remove(item.token) == nil { chosen.insert(item.token) }
    if !mayBreakGlass { leaveGlassWhole() }
  }

  /// All of the ticket's that may be seen, or none.
  package func toggleAll() {
    let open = Set(items.filter { $0.escalation != .never }.map(\.token))
    chosen = chosen == open ? [] : open
    if !mayBreakGlass { leaveGlassWhole() }
  }

  package func edit(_ change: (inout TextBuffer) -> Void) {
    change(&sentence)
    complaint = nil
  }

  // MARK: Breaking the glass

  /// Turns to opening at once, and back to asking; what that takes is said, and nothing opens yet.
  package func turnToBreakGlass() {
    guard !isSubmitting else { return }
    if isBreakingGlass {
      leaveGlassWhole()
      return
    }
    guard mayBreakGlass else {
      complaint =
        chosen.isEmpty ? missing : "Break-glass is not for all of what is chosen: drop the others."
      return
    }
    complaint = nil
    isBreakingGlass = true
    setDuration(duration)
    field = .passphrase
  }

  private func leaveGlassWhole() {
    guard isBreakingGlass else { return }
    isBreakingGlass = false
    dropPassphrase()
    if field == .passphrase { field = .identifiers }
  }

  /// What is typed where the passphrase is asked for.
  package func typePassphrase(_ press: KeyPress) {
    guard field == .passphrase, !isSubmitting else { return }
    if press.key == .backspace {
      passphrase.removeLast()
    } else if let character = press.typed {
      complaint = nil
      passphrase.append(character)
    }
    passphraseCount = passphrase.count
  }

  package func pastePassphrase(_ text: SanitizedText) {
    guard field == .passphrase, !isSubmitting else { return }
    for character in text.string where character != "\n" { passphrase.append(character) }
    passphraseCount = passphrase.count
  }

  /// Wipes what was typed of it.
  package func dropPassphrase() {
    passphrase.wipe()
    passphraseCount = 0
  }

  // MARK: Confirming

  /// Asks the desk; the dialog stays where the answer is no.
  package func confirm() {
    guard !isSubmitting else { return }
    complaint = missing
    guard complaint == nil else { return }
    isSubmitting = true
    let request = RevealRequest(
      ticket: ticket.id, tokens: items.map(\.token).filter(chosen.contains),
      reasonCode: reasons[reasonIndex].code, reason: sentence.text, duration: duration)
    if isBreakingGlass { return breakGlass(request) }
    if needsSupervisor { return ask(request) }
    // The answer is taken even when the dialog is gone: what was opened has to be wiped.
    context.tasks.enqueue(.reveal) { [weak self, context, revealed] in
      do throws(DeskError) {
        let reveals = try await context.ask { desk throws(DeskError) in
          try await desk.reveal(request)
        }
        self?.isSubmitting = false
        revealed(reveals)
      } catch {
        self?.isSubmitting = false
        self?.complaint = error.sentence
      }
    }
  }

  private func breakGlass(_ request: RevealRequest) {
    // The desk wipes it when it has been checked; what is typed next goes elsewhere.
    let typed = passphrase
    passphrase = TypedPassphrase()
    passphraseCount = 0
    context.tasks.enqueue(.reveal) { [weak self, context, revealed] in
      do throws(DeskError) {
        let reveals = try await context.ask { desk throws(DeskError) in
          try await desk.breakGlass(request, passphrase: typed)
        }
        self?.isSubmitting = false
        revealed(reveals)
      } catch {
        self?.isSubmitting = false
        self?.complaint = error.sentence
      }
    }
  }

  private func ask(_ request: RevealRequest) {
    context.tasks.enqueue(.reveal) { [weak self, context, asked] in
      do throws(DeskError) {
        _ = try await context.ask { desk throws(DeskError) in
          try await desk.requestApproval(request)
        }
        self?.isSubmitting = false
        asked()
      } catch {
        self?.isSubmitting = false
        self?.complaint = error.sentence
      }
    }
  }

  private var missing: SanitizedText? {
    if chosen.isEmpty { return "Choose what you need to see: Space on a line." }
    if !reasons.indices.contains(reasonIndex) { return "The policy names no reason to choose." }
    if sentence.text.string.allSatisfy(\.isWhitespace) { return "Say why, in a sentence." }
    if isBreakingGlass, passphraseCount == 0 { return "Type your passphrase once more." }
    return nil
  }
}
