package import Desk
package import Foundation
import Masking
import Observation
package import Text
package import Tickets

/// The request to save an attachment in clear: which, for what reason, why, and to which file.
@Observable @MainActor
package final class AttachmentModel {
  package enum Field: Int, Hashable, Sendable, CaseIterable {
    case attachment, reason, sentence, file
  }

  package let ticket: Ticket
  /// What the conversation holds; files of which only a link came are left out.
  package let attachments: [Attachment]
  package let reasons: [EscalationPolicy.Reason]
  package private(set) var index = 0
  package private(set) var reasonIndex = 0
  package private(set) var sentence = TextBuffer(allowsLines: false)
  package private(set) var file: TextBuffer
  package private(set) var field: Field = .attachment
  package private(set) var isSubmitting = false
  /// Why it was refused, or what is missing.
  package private(set) var complaint: SanitizedText?
  @ObservationIgnored private let folder: URL
  @ObservationIgnored private var isFileTyped = false
  @ObservationIgnored private let context: ConsoleContext
  @ObservationIgnored private let saved: (_ path: SanitizedText) -> Void

  /// Files go to `folder` unless another path is typed.
  package init(
    conversation: Conversation, folder: URL, context: ConsoleContext,
    saved: @escaping (_ path: SanitizedText) -> Void
  ) {
    ticket = conversation.ticket
    attachments = conversation.heldAttachments
    reasons = context.session.policy.reasons
    file = TextBuffer(allowsLines: false)
    self.folder = folder
    self.context = context
    self.saved = saved
    if attachments.count == 1 { field = .reason }
    proposeFile()
  }

  package var attachment: Attachment? {
    attachments.indices.contains(index) ? attachments[index] : nil
  }

  /// The chosen one's masked name in the folder, until somebody types a path.
  private func proposeFile() {
    guard !isFileTyped, let attachment else { return }
    let path = folder.appending(path: attachment.plainFileName).path(percentEncoded: false)
    file = TextBuffer(SanitizedText(sanitizing: path), allowsLines: false)
  }

  // MARK: Choosing

  package func moveField(by step: Int) {
    let all = Field.allCases
    field = all[(field.rawValue + step + all.count) % all.count]
  }

  /// Up and down: within the list of attachments, then from field to field.
  package func moveVertically(by step: Int) {
    if field == .attachment, attachments.indices.contains(index + step) {
      index += step
      proposeFile()
    } else if !(field == .attachment && step < 0), !(field == .file && step > 0) {
      moveField(by: step)
    }
  }

  package func moveHorizontally(by step: Int) {
    guard field == .reason else { return }
    reasonIndex = max(0, min(reasons.count - 1, reasonIndex + step))
  }

  /// Changes the sentence or the path, whichever has the cursor.
  package func edit(_ change: (inout TextBuffer) -> Void) {
    switch field {
    case .sentence: change(&sentence)
    case .file:
      let before = file.revision
      change(&file)
      if file.revision != before { isFileTyped = true }
    case .attachment, .reason: return
    }
    complaint = nil
  }

  // MARK: Confirming

  /// Asks the desk; the dialog stays where the answer is no.
  package func confirm() {
    guard !isSubmitting, let attachment else { return }
    complaint = missing
    guard complaint == nil else { return }
    isSubmitting = true
    let (id, ticket) = (attachment.id, ticket.id)
    let (destination, path) = (destination, file.text)
    let (code, reason) = (reasons[reasonIndex].code, sentence.text)
    context.tasks.enqueue(.saveAttachment) { [weak self, context, saved] in
      do throws(DeskError) {
        try await context.ask { desk throws(DeskError) in
          try await desk.saveAttachment(
            id, of: ticket, to: destination, reasonCode: code, reason: reason)
        }
        self?.isSubmitting = false
        saved(path)
      } catch {
        self?.isSubmitting = false
        self?.complaint = error == .reasonMissing ? Self.sentenceMissing : error.sentence
      }
    }
  }

  private static let sentenceMissing: SanitizedText = "Say why, in a sentence. Nothing was saved."

  private var missing: SanitizedText? {
    if !reasons.indices.contains(reasonIndex) { return "The policy names no reason to choose." }
    if !sentence.text.string.contains(where: \.isLetter) { return Self.sentenceMissing }
    let path = file.text.string
    if path.allSatisfy(\.isWhitespace) || path.hasSuffix("/") {
      return "Say where to: a path that ends in a file's name."
    }
    return nil
  }

  /// A bare name lands in the folder, `~/` in the home directory.
  private var destination: URL {
    let path = file.text.string
    if path.hasPrefix("~/") { return URL.homeDirectory.appending(path: path.dropFirst(2)) }
    return path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path)
  }
}

extension Conversation {
  /// The files that came with its messages and are here, oldest first.
  package var heldAttachments: [Attachment] {
    messages.flatMap(\.attachments).filter(\.isHeld)
  }
}

extension Attachment {
  /// The masked name as a file's: letters, digits and a few signs, and never hidden.
  package var plainFileName: String {
    let name = name.screenForm.string.map { character -> Character in
      character.isLetter || character.isNumber || "._".contains(character) ? character : "-"
    }
    let parts = String(name).split(separator: "-", omittingEmptySubsequences: true)
    let joined = parts.joined(separator: "-").replacing("-.", with: ".")
    let visible = joined.drop { "._-".contains($0) }
    return visible.isEmpty ? "attachment" : String(visible.suffix(100))
  }
}
