import Desk
import Foundation
import Masking
import Sealing
import Text
import Tickets

extension MessageRow {
  static func context(_ column: StaticString, _ id: Int64) -> SealContext {
    SealContext(table: "message", column: column, row: id)
  }

  /// - Throws: `damaged`.
  func openBody<R: Realm>(under key: DataKey<R>) throws(RepositoryError) -> MaskedText {
    do {
      return try SealedText<R>(storedBytes: body).open(under: key, in: Self.context("body", id))
    } catch {
      throw damaged
    }
  }

  /// - Throws: `damaged`.
  func openEnvelope<R: Realm>(under key: DataKey<R>) throws(RepositoryError) -> Envelope? {
    guard let envelope else { return nil }
    do {
      let bytes = try key.open(
        Sealed<R>(storedBytes: envelope), in: Self.context("envelope", id))
      return try JSONDecoder().decode(Envelope.self, from: Data(bytes))
    } catch {
      throw damaged
    }
  }

  /// The message, opened.
  /// - Throws: `damaged`.
  func open<R: Realm>(
    under key: DataKey<R>, attachments: [Attachment]
  ) throws(RepositoryError) -> Message {
    guard let kind = Message.Kind(code: kind) else { throw damaged }
    return try Message(
      id: MessageID(rawValue: id), ticket: TicketID(rawValue: ticket),
      author: openAuthor(under: key), kind: kind, body: openBody(under: key),
      sentAt: Date(milliseconds: sentAt), delivery: openDelivery(under: key),
      attachments: attachments)
  }

  private func openAuthor<R: Realm>(
    under key: DataKey<R>
  ) throws(RepositoryError) -> Message.Author {
    switch AuthorCode(rawValue: author) {
    case .customer: return .customer
    case .participant: return .participant
    case .system: return .system
    case .agent:
      guard let agent else { throw damaged }
      return .agent(
        UserID(rawValue: agent), name: try openText(authorName, "author_name", under: key))
    case nil: throw damaged
    }
  }

  private func openDelivery<R: Realm>(
    under key: DataKey<R>
  ) throws(RepositoryError) -> Message.Delivery {
    switch DeliveryCode(rawValue: delivery) {
    case .received: return .received
    case .held: return .held(until: Date(milliseconds: deliveryAt ?? 0))
    case .waiting: return .waiting(reason: try openText(reason, "reason", under: key))
    case .failed:
      return .failed(
        reason: try openText(reason, "reason", under: key), attempts: Int(attempts))
    case .sent: return .sent(at: Date(milliseconds: deliveryAt ?? 0))
    case nil: throw damaged
    }
  }

  private func openText<R: Realm>(
    _ sealed: [UInt8]?, _ column: StaticString, under key: DataKey<R>
  ) throws(RepositoryError) -> SanitizedText {
    guard let sealed else { return .empty }
    do {
      return SanitizedText(
        sanitizing: try key.open(Sealed<R>(storedBytes: sealed), in: Self.context(column, id)))
    } catch {
      throw damaged
    }
  }
}

extension AttachmentRow {
  static func nameContext(_ id: Int64) -> SealContext {
    SealContext(table: "attachment", column: "name", row: id)
  }

  static func chunkContext(_ id: Int64) -> SealContext {
    SealContext(table: "attachment_chunk", column: "bytes", row: id)
  }
}
