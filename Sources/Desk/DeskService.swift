package import Assistant
package import Audit
package import Foundation
package import Masking
package import Text
package import Tickets

/// What the console can ask of a desk; live and practice end here.
///
/// Every call checks what the person's role may do, whatever the console has hidden or shown.
/// Nothing here returns a plain identifier but `reveal`, and that one only after its record is
/// durable.
package protocol DeskService: Sendable {
  /// Who is at the desk, and under which policy.
  var session: DeskSession { get }

  /// What happens from now on, in this process or another.
  func events() async -> AsyncStream<DeskEvent>

  // MARK: Reading

  /// A stretch of the queue.
  func queue(_ query: QueueQuery) async throws(DeskError) -> QueuePage

  /// A ticket with its messages; looking does not count as having seen them.
  func conversation(_ ticket: TicketID) async throws(DeskError) -> Conversation

  /// Notes that this person has seen what the customer wrote so far.
  func markSeen(_ ticket: TicketID) async throws(DeskError)

  /// Tickets that hold the typed words or, looked up by keyed hash, exactly the typed identifier.
  func search(_ typed: SanitizedText) async throws(DeskError) -> [QueueRow]

  /// Replies and articles for the newest message; empty when nothing fits well enough.
  func suggestions(for ticket: TicketID) async throws(DeskError) -> [Suggestion]

  /// How the assistant is doing, and how it is kept.
  func assistantStanding() async -> AssistantStanding

  // MARK: Working

  /// Changes a field, unless somebody else was first.
  func change(
    _ ticket: TicketID, _ change: TicketChange, expecting version: Int
  ) async throws(DeskError)

  /// Keeps the unfinished text, sealed.
  func saveDraft(_ composition: Composition, for ticket: TicketID) async throws(DeskError)

  /// Throws the unfinished text away.
  func discardDraft(for ticket: TicketID) async throws(DeskError)

  /// What would be found if this were sent.
  func check(
    _ composition: Composition, for ticket: TicketID
  ) async throws(DeskError) -> [OutgoingFinding]

  /// The composition as the customer would get it, still in tokens, for the preview.
  func preview(
    _ composition: Composition, for ticket: TicketID
  ) async throws(DeskError) -> MaskedText

  /// Sends a reply, or files a note. A reply can be called back until the window closes.
  func submit(
    _ composition: Composition, to ticket: TicketID
  ) async throws(DeskError) -> HeldMessage?

  /// Calls a reply back into the draft.
  func undo(_ held: HeldMessage) async throws(DeskError)

  /// Says what this person is doing, for colleagues to see.
  func announce(_ activity: Presence.Activity, at ticket: TicketID?) async

  // MARK: Escalating

  /// How much this person has looked today.
  func budget() async throws(DeskError) -> PrivacyBudget

  /// When somebody last looked at the ticket's customer.
  func lastLook(at ticket: TicketID) async throws(DeskError) -> LastLook?

  /// Opens identifiers after the record of it is durable.
  func reveal(_ request: RevealRequest) async throws(DeskError) -> [OpenReveal]

  /// Opens at once, after the record of it is durable, what the policy lets be opened in an emergency:
  /// the passphrase is checked as unlocking checks it, and wiped; supervisors are told, and one of them
  /// has to review it.
  func breakGlass(
    _ request: RevealRequest, passphrase: TypedPassphrase
  ) async throws(DeskError) -> [OpenReveal]

  /// Masks again, and records when.
  func remask(_ reveals: [OpenReveal]) async

  // MARK: Approving

  /// What waits for a supervisor, and what was decided within a day: for supervisors everybody's,
  /// for others their own.
  func approvals() async throws(DeskError) -> [Approval]

  /// Asks a supervisor to see identifiers; nothing opens before one has said yes.
  func requestApproval(_ request: RevealRequest) async throws(DeskError) -> ApprovalID

  /// Says yes or no to somebody else's request, with a note; a yes hands them the keys of what they
  /// asked for.
  func decide(
    _ id: ApprovalID, _ verdict: ApprovalVerdict, note: SanitizedText
  ) async throws(DeskError)

  /// Opens what was approved, after the record of it is durable.
  func openApproved(_ id: ApprovalID) async throws(DeskError) -> [OpenReveal]

  // MARK: Files

  /// Saves an attachment to a file, after the record of it is durable.
  func saveAttachment(
    _ attachment: AttachmentID, of ticket: TicketID, to file: URL, reasonCode: String,
    reason: SanitizedText
  ) async throws(DeskError)

  // MARK: Marking

  /// What words that should have been masked most likely are.
  func likelyKind(of words: SanitizedText) async -> IdentifierKind

  /// Masks words wherever they stand with this customer, and learns them.
  /// - Returns: in how many places they stood.
  func mark(_ request: MarkRequest) async throws(DeskError) -> Int

  /// Makes a token words again, after the look that this is has been recorded; the value stays
  /// readable from now on.
  /// - Returns: in how many places the token stood.
  func lift(_ request: LiftRequest) async throws(DeskError) -> Int

  // MARK: Supervising

  /// The newest `limit` records before `before` that match, newest first; reading is itself logged.
  func auditRecords(
    _ filter: AuditFilter, before: Int64?, limit: Int
  ) async throws(DeskError) -> [AuditRecord]

  /// Other people's looks by break-glass that nobody has reviewed, of the last quarter, oldest first.
  func emergencies() async throws(DeskError) -> [Emergency]

  /// Records that this person has seen them.
  func acknowledge(_ emergencies: [Emergency]) async throws(DeskError)

  /// Until when a supervisor has to sign who may do what; `nil` where the log is empty.
  func accessReviewDue() async throws(DeskError) -> Date?

  /// How far the log is known to be whole.
  func auditState() async throws(DeskError) -> AuditState

  /// Verifies the whole log; `progress` is told how many entries are behind, from time to time.
  func verifyAudit(
    progress: @escaping @Sendable (Int64) -> Void
  ) async throws(DeskError) -> AuditState

  /// Looks that wait for a review, the oldest first; reading them is itself logged.
  func reviews() async throws(DeskError) -> [ReviewQueue.Item]

  /// Notes what was found of somebody else's look.
  func review(
    _ entry: Int64, as finding: ReviewFinding, note: SanitizedText
  ) async throws(DeskError)

  /// How data was handled in a month, as in `2026-11`; reading it is itself logged.
  func figures(ofMonth month: String) async throws(DeskError) -> OversightReport
}
