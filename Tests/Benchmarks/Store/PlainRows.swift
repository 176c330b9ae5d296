import Foundation
import GRDB

/// A ticket as the peer keeps it.
struct PlainTicket {
  var id: Int64
  var customer: Int64
  var version: Int64
  var status: Int64
  var priority: Int64
  var assignee: Int64?
  var queue: Int64
  var channel: Int64
  var language: Int64?
  var createdAt: Date
  var updatedAt: Date
  var dueAt: Date?
  var snoozedUntil: Date?
  var messageCount: Int64
  var incomingCount: Int64
  var lastKind: Int64
  var tags: Data?
  var subject: String

  static let columnNames = """
    t.id, t.customer, t.version, t.status, t.priority, t.assignee, t.queue, t.channel, t.language, \
    t.created_at, t.updated_at, t.due_at, t.snoozed_until, t.message_count, t.incoming_count, \
    t.last_kind, t.tags, t.subject
    """

  init(_ row: Row) throws {
    id = try row.decode(Int64.self, atIndex: 0)
    customer = try row.decode(Int64.self, atIndex: 1)
    version = try row.decode(Int64.self, atIndex: 2)
    status = try row.decode(Int64.self, atIndex: 3)
    priority = try row.decode(Int64.self, atIndex: 4)
    assignee = try row.decode(Int64?.self, atIndex: 5)
    queue = try row.decode(Int64.self, atIndex: 6)
    channel = try row.decode(Int64.self, atIndex: 7)
    language = try row.decode(Int64?.self, atIndex: 8)
    createdAt = Date(milliseconds: try row.decode(Int64.self, atIndex: 9))
    updatedAt = Date(milliseconds: try row.decode(Int64.self, atIndex: 10))
    dueAt = try row.decode(Int64?.self, atIndex: 11).map(Date.init(milliseconds:))
    snoozedUntil = try row.decode(Int64?.self, atIndex: 12).map(Date.init(milliseconds:))
    messageCount = try row.decode(Int64.self, atIndex: 13)
    incomingCount = try row.decode(Int64.self, atIndex: 14)
    lastKind = try row.decode(Int64.self, atIndex: 15)
    tags = try row.decode(Data?.self, atIndex: 16)
    subject = try row.decode(String.self, atIndex: 17)
  }
}

/// A message as the peer keeps it.
struct PlainMessage {
  var id: Int64
  var ticket: Int64
  var version: Int64
  var author: Int64
  var agent: Int64?
  var kind: Int64
  var sentAt: Date
  var delivery: Int64
  var deliveryAt: Int64?
  var attempts: Int64
  var leaseUntil: Int64?
  var priorStatus: Int64?
  var priorDueAt: Int64?
  var attachmentCount: Int64
  var mailID: Data?
  var authorName: String?
  var reason: String?
  var envelope: String?
  var body: String

  static let columnNames = """
    id, ticket, version, author, agent, kind, sent_at, delivery, delivery_at, attempts, \
    lease_until, prior_status, prior_due_at, attachment_count, mail_id, author_name, reason, \
    envelope, body
    """

  init(_ row: Row) throws {
    id = try row.decode(Int64.self, atIndex: 0)
    ticket = try row.decode(Int64.self, atIndex: 1)
    version = try row.decode(Int64.self, atIndex: 2)
    author = try row.decode(Int64.self, atIndex: 3)
    agent = try row.decode(Int64?.self, atIndex: 4)
    kind = try row.decode(Int64.self, atIndex: 5)
    sentAt = Date(milliseconds: try row.decode(Int64.self, atIndex: 6))
    delivery = try row.decode(Int64.self, atIndex: 7)
    deliveryAt = try row.decode(Int64?.self, atIndex: 8)
    attempts = try row.decode(Int64.self, atIndex: 9)
    leaseUntil = try row.decode(Int64?.self, atIndex: 10)
    priorStatus = try row.decode(Int64?.self, atIndex: 11)
    priorDueAt = try row.decode(Int64?.self, atIndex: 12)
    attachmentCount = try row.decode(Int64.self, atIndex: 13)
    mailID = try row.decode(Data?.self, atIndex: 14)
    authorName = try row.decode(String?.self, atIndex: 15)
    reason = try row.decode(String?.self, atIndex: 16)
    envelope = try row.decode(String?.self, atIndex: 17)
    body = try row.decode(String.self, atIndex: 18)
  }
}

/// A line of the peer's list.
struct PlainQueueRow {
  var ticket: PlainTicket
  var hint: String?
  var unreadCount: Int64
}

/// What the peer opens.
struct PlainConversation {
  var ticket: PlainTicket
  var messages: [PlainMessage]
  var draft: String?
  var identifiers: [String]
  var ticketCount: Int
}

extension Date {
  init(milliseconds: Int64) {
    self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  var milliseconds: Int64 { Int64(timeIntervalSince1970 * 1000) }
}
