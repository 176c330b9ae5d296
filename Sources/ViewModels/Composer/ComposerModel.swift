package import Desk
package import Foundation
package import Masking
import Observation
package import Text
package import Tickets

/// The reply or note being written.
@Observable @MainActor
package final class ComposerModel {
  package private(set) var ticket: TicketID?
  package private(set) var purpose: Message.Kind = .reply
  package private(set) var buffer = TextBuffer()
  package private(set) var copies: [SanitizedText] = []
  /// The suggestion it began with.
  package private(set) var suggestion: String?
  /// When the sealed draft was last written.
  package private(set) var savedAt: Date?
  package private(set) var isSubmitting = false
  /// As the customer would get it, in tokens; `nil` while it is not known.
  package private(set) var preview: MaskedText?
  package private(set) var showsPreview = false
  /// On which character each line of the screen begins; set by whoever draws.
  @ObservationIgnored package var lineStarts: [Int] = [0]
  @ObservationIgnored private let context: ConsoleContext
  @ObservationIgnored private var savedRevision = 0
  @ObservationIgnored private(set) var saveAt: Date?
  @ObservationIgnored var accepted: (HeldMessage?, Composition) -> Void = { _, _ in }
  @ObservationIgnored var held: ([OutgoingFinding]) -> Void = { _ in }

  /// How long after the last key a draft is sealed.
  static let saveDelaySeconds: TimeInterval = 0.8

  package init(context: ConsoleContext) {
    self.context = context
  }

  package var composition: Composition {
    Composition(text: buffer.text, purpose: purpose, copies: copies, suggestion: suggestion)
  }

  /// Placeholders that nothing resolves yet.
  package var unresolved: Set<String> {
    Set(preview?.placeholders.map(\.name) ?? [])
  }

  package var isUnsaved: Bool { buffer.revision != savedRevision }

  // MARK: Opening

  /// Turns to a ticket; what was being written elsewhere is sealed first.
  package func open(_ ticket: TicketID?, draft: Draft?) {
    saveNow()
    self.ticket = ticket
    take(draft)
  }

  /// Puts a recalled text back; below what was begun meanwhile.
  package func restore(_ draft: Draft) {
    guard !buffer.isEmpty else { return take(draft) }
    edit {
      $0.moveToEnd()
      $0.insert("\n\n" + draft.body.screenForm)
    }
  }

  private func take(_ draft: Draft?) {
    buffer = TextBuffer(draft?.body.screenForm ?? .empty)
    purpose = draft?.purpose ?? .reply
    savedAt = draft?.savedAt
    savedRevision = buffer.revision
    saveAt = nil
    copies = []
    suggestion = nil
    showsPreview = false
    refreshPreview()
  }

  package func begin(_ purpose: Message.Kind) {
    guard self.purpose != purpose else { return }
    self.purpose = purpose
    if !buffer.isEmpty { scheduleSave() }
    refreshPreview()
  }

  // MARK: Writing

  package func edit(_ change: (inout TextBuffer) -> Void) {
    guard !isSubmitting, ticket != nil else { return }
    let before = buffer.revision
    change(&buffer)
    guard buffer.revision != before else { return }
    showsPreview = false
    scheduleSave()
  }

  /// Puts a suggested reply where the cursor stands; alone it also counts as the origin.
  ///
  /// Paragraphs come without the line feeds that the rule's file wraps them by.
  package func use(_ text: MaskedText, from suggestion: String?) {
    if buffer.isEmpty { self.suggestion = suggestion }
    var joiner = LineJoiner()
    var reply = text.screenForm.string
    while reply.last?.isNewline == true { reply.removeLast() }
    let words = joiner.join(SanitizedText(sanitizing: reply))
    edit { $0.insert(words) }
  }

  /// Moves by lines of the screen.
  package func move(byLines lines: Int) {
    let line = lineStarts.lastIndex { $0 <= buffer.cursor } ?? 0
    let target = line + lines
    guard lineStarts.indices.contains(target) else {
      edit { lines < 0 ? $0.moveToStart() : $0.moveToEnd() }
      return
    }
    let offset = buffer.cursor - lineStarts[line]
    let end =
      lineStarts.indices.contains(target + 1)
      ? lineStarts[target + 1] - 1 : buffer.characters.count
    edit { $0.move(to: min(lineStarts[target] + offset, end)) }
  }

  package func addCopy(_ recipient: SanitizedText) {
    guard !recipient.isEmpty, !copies.contains(recipient) else { return }
    copies.append(recipient)
    scheduleSave()
  }

  package func dropCopies() { copies = [] }

  package func togglePreview() {
    showsPreview.toggle()
    refreshPreview()
  }

  /// Puts tokens where the outgoing check found values.
  package func replaceFindingsByTokens() {
    guard let preview else { return }
    edit { $0.replaceAll(with: preview.screenForm) }
  }

  /// Throws the text away; it can be undone while the ticket stays open.
  package func discard() {
    guard let ticket else { return }
    edit { $0.replaceAll(with: .empty) }
    suggestion = nil
    copies = []
    saveAt = nil
    savedRevision = buffer.revision
    savedAt = nil
    context.tasks.enqueue(.draft) { [context] in
      _ = await context.attempt { desk throws(DeskError) in
        try await desk.discardDraft(for: ticket)
      }
    }
  }

  // MARK: Keeping

  private func scheduleSave() {
    saveAt = context.clock.now.addingTimeInterval(Self.saveDelaySeconds)
  }

  func tick() {
    guard let saveAt, context.clock.now >= saveAt else { return }
    saveNow()
    refreshPreview()
  }

  /// Seals what is not sealed yet.
  package func saveNow() {
    saveAt = nil
    guard let ticket, isUnsaved, !isSubmitting else { return }
    let revision = buffer.revision
    let composition = self.composition
    let time = context.clock.now
    savedRevision = revision
    context.tasks.enqueue(.draft) { [weak self, context] in
      let saved: Void? = await context.attempt { desk throws(DeskError) in
        try await desk.saveDraft(composition, for: ticket)
      }
      guard self?.ticket == ticket else { return }
      if saved != nil {
        self?.savedAt = time
      } else if self?.savedRevision == revision {
        self?.savedRevision = -1
      }
    }
  }

  private func refreshPreview() {
    guard let ticket, !buffer.isEmpty else {
      context.tasks.cancel(.preview)
      preview = nil
      return
    }
    let composition = self.composition
    context.tasks.replace(.preview) { [weak self, context] in
      let text = try? await context.ask { desk throws(DeskError) in
        try await desk.preview(composition, for: ticket)
      }
      guard !Task.isCancelled, self?.ticket == ticket else { return }
      self?.preview = text
    }
  }

  // MARK: Sending

  /// Sends, or files the note; the text stays where it is until it was accepted.
  package func submit(overrideReason: SanitizedText? = nil) {
    guard let ticket, !isSubmitting, !buffer.isEmpty else { return }
    isSubmitting = true
    saveAt = nil
    var composition = self.composition
    composition.overrideReason = overrideReason
    context.tasks.enqueue(.submit) { [weak self, context, composition] in
      await context.tasks.finish(.draft)
      do throws(DeskError) {
        let message = try await context.ask { desk throws(DeskError) in
          try await desk.submit(composition, to: ticket)
        }
        self?.finish(message, composition, for: ticket)
      } catch {
        self?.fail(error)
      }
    }
  }

  private func finish(_ message: HeldMessage?, _ sent: Composition, for ticket: TicketID) {
    isSubmitting = false
    if self.ticket == ticket { take(nil) }
    accepted(message, sent)
  }

  private func fail(_ error: DeskError) {
    isSubmitting = false
    if isUnsaved { scheduleSave() }
    guard case .held(let findings) = error else {
      context.messages.report(.failure, error.sentence)
      return
    }
    held(findings)
  }
}
