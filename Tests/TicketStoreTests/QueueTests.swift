import Desk
import Foundation
import Masking
import Testing
import Text
import Tickets

@testable import TicketStore

struct QueueTests {
  @Test func `a ticket comes back as it was put in`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let id = try await store.ticket(
      "Refund for order", "Where is my money?", priority: .high, assignee: Workspace.user,
      tags: ["billing", "refund"])
    let ticket = try await store.ticket(id)
    #expect(ticket.subject.screenForm == "Refund for order")
    #expect(ticket.status == .new)
    #expect(ticket.priority == .high)
    #expect(ticket.assignee == Workspace.user)
    #expect(ticket.tags == ["billing", "refund"])
    #expect(ticket.queue == "inbox")
    #expect(ticket.language == "en")
    #expect(ticket.dueAt == workspace.clock.now + 3_600)
    #expect(ticket.version == 1)
    let messages = try await store.messages(of: id)
    #expect(messages.map(\.body.screenForm) == ["Where is my money?"])
    #expect(messages.map(\.author) == [.customer])
  }

  @Test func `it still does after the store was closed and opened`() async throws {
    let workspace = try Workspace()
    let first = try workspace.open()
    let id = try await first.ticket("Grüße aus Köln 👋", "Zeile eins\nZeile zwei")
    let before = try await (first.ticket(id), first.messages(of: id))
    first.close()
    let second = try workspace.open()
    let after = try await (second.ticket(id), second.messages(of: id))
    #expect(before == after)
  }

  @Test func `views hold what they say, and counts agree`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let mine = try await store.ticket("mine", "a", assignee: Workspace.user)
    try await store.ticket("nobody's", "b")
    try await store.ticket("late", "c", dueIn: -60)
    let solved = try await store.ticket("solved", "d")
    let asleep = try await store.ticket("asleep", "e")
    try await store.perform(
      .change(solved, .status(.solved), expectedVersion: 1, dueAt: nil))
    try await store.perform(
      .change(
        asleep, .snooze(until: workspace.clock.now + 60), expectedVersion: 1, dueAt: nil))
    let expected: [QueueView: Set<String>] = [
      .mine: ["mine"], .unassigned: ["nobody's", "late"], .team: ["mine", "nobody's", "late"],
      .breached: ["late"], .snoozed: ["asleep"], .solved: ["solved"],
    ]
    for (view, subjects) in expected {
      let page = try await store.queue(QueueQuery(view: view), for: Workspace.user)
      #expect(Set(page.rows.map(\.subject)) == subjects)
      #expect(page.total == subjects.count)
      #expect(page.counts == expected.mapValues(\.count))
    }
    #expect(try await store.ticket(mine).assignee == Workspace.user)
    #expect(try await store.ticketsToWake(at: workspace.clock.now) == [])
    #expect(try await store.ticketsToWake(at: workspace.clock.now + 61) == [asleep])
  }

  @Test(arguments: [
    (QueueSort.due, ["soon", "later", "never"]), (.newest, ["never", "soon", "later"]),
    (.oldest, ["later", "soon", "never"]), (.priority, ["never", "soon", "later"]),
  ])
  func `the order is the one asked for`(sort: QueueSort, expected: [String]) async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    try await store.ticket("later", "a", dueIn: 100)
    workspace.clock.advance(by: 1)
    try await store.ticket("soon", "b", dueIn: 10)
    workspace.clock.advance(by: 1)
    try await store.ticket("never", "c", priority: .urgent, dueIn: nil)
    #expect(try await store.rows(sort: sort).map(\.subject) == expected)
  }

  @Test func `every view and order reads an index and sorts little`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    for view in QueueView.allCases where view != .snoozed && view != .mine && view != .breached {
      for sort in QueueSort.allCases where view == .team || sort == .due {
        let statement = QueueStatement(view, sort, user: 1, now: 0)
        let plan = try await store.reading { db in
          try String.fetchAllColumns(
            db, "EXPLAIN QUERY PLAN " + statement.rows,
            [1] + statement.arguments + [50, 0])
        }
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(view) \(sort): \(plan)")
      }
    }
  }

  @Test func `a page begins where it is asked to`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    for number in 0..<10 {
      try await store.ticket("t\(number)", "x", dueIn: TimeInterval(number))
    }
    #expect(try await store.rows(limit: 3, offset: 4).map(\.subject) == ["t4", "t5", "t6"])
    #expect(
      try await store.rows(filter: "t", limit: 3, offset: 8).map(\.subject) == ["t8", "t9"])
  }

  private static let refund = "Refund please"
  private static let parcel = "Wo ist mein Paket"
  private static let filters: [(SanitizedText, [String])] = [
    ("refund", [refund]), ("REFÜND", [refund]), ("tag:billing", [refund]), ("tag:x", []),
    ("is:new", [refund, parcel]), ("is:pending", []), ("is:nonsense", []),
    ("priority:urgent", [parcel]), ("from:mk", [refund]), ("from:mara", [refund]),
    ("from:zoe", [parcel]), ("paket is:new", [parcel]), ("paket refund", []),
    ("is:unread", [refund]),
  ]

  @Test(arguments: filters)
  func `a filter keeps what it names`(filter: SanitizedText, expected: [String]) async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    try await store.ticket("Refund please", "a", tags: ["Billing"], dueIn: 1)
    let parcel = try await store.ticket(
      "Wo ist mein Paket", "b", from: store.customer(named: "Zoe Quinn"), priority: .urgent,
      dueIn: 2)
    try await store.perform(.markSeen(parcel, by: Workspace.user, at: workspace.clock.now))
    let page = try await store.queue(
      QueueQuery(view: .team, filter: filter), for: Workspace.user)
    #expect(page.rows.map(\.subject) == expected)
    #expect(page.total == expected.count)
  }

  @Test func `a row shows initials, what is unread, and a note at the end`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let id = try await store.ticket("Help", "one")
    try await store.perform(.add(store.message("two", on: id), to: id))
    var row = try #require(try await store.rows().first)
    #expect(row.requesterHint == "M••• K•••")
    #expect(row.unreadCount == 2)
    #expect(!row.endsInNote)
    try await store.perform(.markSeen(id, by: Workspace.user, at: workspace.clock.now))
    try await store.perform(.add(store.message("psst", on: id, kind: .note), to: id))
    row = try #require(try await store.rows().first)
    #expect(row.unreadCount == 0)
    #expect(row.endsInNote)
  }
}
